package dev.ordersync.reconciler.signin;

import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.AuthenticationException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The sign-in page, before a try and after a refused one. */
@Controller
public class SignInPages {
    static final String FAILURE = "dev.ordersync.signin.failure";

    @GetMapping(ConsolePaths.SIGN_IN)
    String signIn(@RequestParam(required = false) @Nullable String next, Model model) {
        model.addAttribute("next", ConsolePaths.local(next));
        return "login";
    }

    @RequestMapping(ConsolePaths.REFUSED)
    String refused(
            @RequestAttribute(FAILURE) AuthenticationException failure,
            @RequestParam(required = false) @Nullable String next,
            @RequestParam(required = false) @Nullable String username,
            Model model,
            HttpServletResponse response) {
        boolean ours = failure instanceof SignInRefused;
        response.setStatus((ours ? ((SignInRefused) failure).status() : HttpStatus.UNAUTHORIZED).value());
        model.addAttribute("next", ConsolePaths.local(next));
        model.addAttribute("username", username);
        model.addAttribute("refused", ours ? failure.getMessage() : "You can’t sign in.");
        return "login";
    }
}
