package dev.ordersync.sandbox.page;

import dev.ordersync.sandbox.mail.Inbox;
import dev.ordersync.sandbox.mail.ReceivedMail;
import dev.ordersync.sandbox.shop.Refusal;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The inbox for people. */
@Controller
class MailPages {

    private static final int PAGE_SIZE = 50;

    private final Inbox inbox;

    MailPages(Inbox inbox) {
        this.inbox = inbox;
    }

    /** @param before shows mails older than this one */
    @GetMapping("/mail")
    String mails(@RequestParam(defaultValue = "" + Long.MAX_VALUE) long before, Model model) {
        List<ReceivedMail> older = inbox.all().reversed().stream()
                .filter(mail -> mail.number() < before)
                .limit(PAGE_SIZE + 1L)
                .toList();
        List<ReceivedMail> page = older.stream().limit(PAGE_SIZE).toList();
        model.addAttribute("mails", page);
        model.addAttribute("next", older.size() > PAGE_SIZE ? page.getLast().number() : null);
        model.addAttribute("paged", before != Long.MAX_VALUE);
        return "mails";
    }

    @GetMapping("/mail/{number}")
    String mail(@PathVariable long number, Model model) {
        model.addAttribute(
                "mail",
                inbox.find(number)
                        .orElseThrow(
                                () -> new Refusal(404, "no-such-mail", "This mail is not in the inbox any more.")));
        return "mail";
    }

    @PostMapping("/mail/clear")
    String clear() {
        inbox.clear();
        return "redirect:/mail";
    }
}
