package dev.ordersync.reconciler.api;

import dev.ordersync.webhook.SignedMessage;
import dev.ordersync.webhook.WebhookInbox;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Where shops tell of their orders. Open to all: the signature is what lets a message in. */
@RestController
@Tag(name = "Webhooks")
class WebhooksApi {
    private static final String HTTP = "http";

    private final WebhookInbox inbox;

    WebhooksApi(WebhookInbox inbox) {
        this.inbox = inbox;
    }

    @PostMapping("/hooks/{store}/" + HTTP)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @SecurityRequirements
    @Operation(
            summary = "A shop of the platform http tells of an order",
            description =
                    "Signed as Standard Webhooks does, with the store's webhookSecret, and at most 5 minutes old. The copy"
                            + " that data.id names is read at once, and what the read shows is evidence; the message itself is not.")
    void http(
            @Parameter(hidden = true) HttpServletRequest request,
            @PathVariable String store,
            @RequestHeader(name = "Webhook-Id", required = false) @Nullable String id,
            @RequestHeader(name = "Webhook-Timestamp", required = false) @Nullable String timestamp,
            @RequestHeader(name = "Webhook-Signature", required = false) @Nullable String signature)
            throws IOException {
        var body = new String(request.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        inbox.receive(store, HTTP, new SignedMessage(id, timestamp, signature, body));
    }
}
