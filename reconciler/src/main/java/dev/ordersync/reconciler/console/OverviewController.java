package dev.ordersync.reconciler.console;

import dev.ordersync.access.Caller;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The first page after signing in. */
@Controller
class OverviewController {
    private final Overview overview;

    OverviewController(Overview overview) {
        this.overview = overview;
    }

    @GetMapping("/overview")
    String page(@AuthenticationPrincipal Caller caller, Model model) {
        model.addAttribute("page", overview.read(caller));
        return "overview";
    }
}
