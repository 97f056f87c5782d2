package dev.ordersync.sandbox.mail;

import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The inbox for tests. */
@RestController
class MailApi {

    private final Inbox inbox;

    MailApi(Inbox inbox) {
        this.inbox = inbox;
    }

    /** Oldest first. */
    @GetMapping("/mail/messages")
    List<ReceivedMail> messages() {
        return inbox.all();
    }

    @DeleteMapping("/mail/messages")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void clear() {
        inbox.clear();
    }
}
