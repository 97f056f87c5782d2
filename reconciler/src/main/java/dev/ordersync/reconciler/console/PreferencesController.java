package dev.ordersync.reconciler.console;

import dev.ordersync.reconciler.signin.ConsolePaths;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The reader's colours, kept in a cookie of this browser. */
@Controller
class PreferencesController {
    private static final Duration KEPT = Duration.ofDays(365);

    @GetMapping("/")
    String home() {
        return "redirect:/overview";
    }

    @PostMapping("/preferences")
    ResponseEntity<Void> choose(@RequestParam String theme, @RequestParam String back, HttpServletRequest request) {
        var cookie = ResponseCookie.from(Shell.THEME_COOKIE, Shell.THEMES.contains(theme) ? theme : Shell.AUTO)
                .path("/")
                .maxAge(KEPT)
                .httpOnly(true)
                .secure(request.isSecure())
                .sameSite("Lax")
                .build();
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .header(HttpHeaders.SET_COOKIE, cookie.toString())
                .header(HttpHeaders.LOCATION, ConsolePaths.local(back))
                .build();
    }
}
