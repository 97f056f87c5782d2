package dev.ordersync.reconciler.api;

import dev.ordersync.platform.http.HttpPlatform;
import dev.ordersync.platform.shopify.ShopifyPlatform;
import dev.ordersync.platform.woocommerce.WooPlatform;
import dev.ordersync.webhook.ShopifyMessage;
import dev.ordersync.webhook.SignedMessage;
import dev.ordersync.webhook.WebhookInbox;
import dev.ordersync.webhook.WooMessage;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Where shops tell of their orders. Open to all: the signature is what lets a message in. */
@RestController
@Tag(name = "Webhooks")
class WebhooksApi {
    private final WebhookInbox inbox;

    WebhooksApi(WebhookInbox inbox) {
        this.inbox = inbox;
    }

    @PostMapping("/hooks/{store}/" + HttpPlatform.NAME)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @SecurityRequirements
    @Operation(
            summary = "A shop of the platform http tells of an order",
            description =
                    "Signed as Standard Webhooks does, with the store's webhookSecret, and at most 5 minutes old. The"
                            + " copy that data.id names is read at once, and what the read shows is evidence; the message"
                            + " itself is not.")
    void http(
            @Parameter(hidden = true) HttpServletRequest request,
            @PathVariable String store,
            @RequestHeader(name = "Webhook-Id", required = false) @Nullable String id,
            @RequestHeader(name = "Webhook-Timestamp", required = false) @Nullable String timestamp,
            @RequestHeader(name = "Webhook-Signature", required = false) @Nullable String signature)
            throws IOException {
        inbox.receive(store, new SignedMessage(id, timestamp, signature, body(request)));
    }

    @PostMapping("/hooks/{store}/" + WooPlatform.NAME)
    @SecurityRequirements
    @Operation(
            summary = "A shop on WooCommerce tells of an order",
            description =
                    "Signed with the store's webhookSecret. The order that id names is read at once, and what the read"
                            + " shows is evidence; the message itself is not. The ping of a webhook that is saved gets"
                            + " 200.")
    @ApiResponse(responseCode = "204", description = "Taken, or known already")
    ResponseEntity<Void> wooCommerce(
            @Parameter(hidden = true) HttpServletRequest request,
            @PathVariable String store,
            @RequestHeader(name = "X-WC-Webhook-Delivery-ID", required = false) @Nullable String id,
            @RequestHeader(name = "X-WC-Webhook-Topic", required = false) @Nullable String topic,
            @RequestHeader(name = "X-WC-Webhook-Signature", required = false) @Nullable String signature)
            throws IOException {
        var message = new WooMessage(id, topic, signature, body(request));
        if (message.isPing()) {
            return ResponseEntity.ok().build();
        }
        inbox.receive(store, message);
        return ResponseEntity.noContent().build();
    }

    @PostMapping("/hooks/{store}/" + ShopifyPlatform.NAME)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @SecurityRequirements
    @Operation(
            summary = "A shop on Shopify tells of an order",
            description =
                    "Signed with the store's webhookSecret. The order that id names is read at once, and what the read"
                            + " shows is evidence; the message itself is not.")
    void shopify(
            @Parameter(hidden = true) HttpServletRequest request,
            @PathVariable String store,
            @RequestHeader(name = "X-Shopify-Event-Id", required = false) @Nullable String id,
            @RequestHeader(name = "X-Shopify-Topic", required = false) @Nullable String topic,
            @RequestHeader(name = "X-Shopify-Hmac-Sha256", required = false) @Nullable String signature)
            throws IOException {
        inbox.receive(store, new ShopifyMessage(id, topic, signature, body(request)));
    }

    private static String body(HttpServletRequest request) throws IOException {
        return new String(request.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
