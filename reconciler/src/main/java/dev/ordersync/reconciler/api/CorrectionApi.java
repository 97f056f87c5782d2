package dev.ordersync.reconciler.api;

import dev.ordersync.access.Caller;
import dev.ordersync.content.OrderReader;
import dev.ordersync.order.OrderContent;
import dev.ordersync.problem.Refusal;
import dev.ordersync.reconciler.orders.OrderFinder;
import dev.ordersync.reconciler.orders.OrderSheet;
import dev.ordersync.reconciler.orders.OrderSheets;
import dev.ordersync.resolution.Correct;
import dev.ordersync.resolution.Press;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Corrects orders. The body is read as intake reads it, by the same strict rules. */
@RestController
@RequestMapping("/api/orders/{id}")
@Tag(name = "Order actions")
class CorrectionApi {
    private static final String VERSION = "version";

    private final OrderFinder finder;
    private final OrderSheets sheets;
    private final Correct correct;

    CorrectionApi(OrderFinder finder, OrderSheets sheets, Correct correct) {
        this.finder = finder;
        this.sheets = sheets;
        this.correct = correct;
    }

    @PutMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Corrects the content of an order that is in no shop, and queues it under a new key",
            description = "The whole order, as for intake; beside it, version: the version that was seen.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = OrderContent.class)))
    OrderSheet correct(
            @Parameter(hidden = true) HttpServletRequest request,
            @Parameter(hidden = true) @AuthenticationPrincipal Caller caller,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String source)
            throws IOException {
        var order = finder.get(caller, id, source);
        var tree = OrderReader.parse(request.getInputStream().readAllBytes());
        var version = takeVersion(tree);
        correct.press(order, tree, new Press(caller, version, false, null));
        return sheets.get(order);
    }

    /** Beside the content, since an order's own fields leave no other room in the body. */
    private static @Nullable Integer takeVersion(JsonNode tree) {
        var version = ((ObjectNode) tree).remove(VERSION);
        if (version == null || version.isNull()) {
            return null;
        }
        if (!version.isIntegralNumber() || !version.canConvertToInt()) {
            throw Refusal.invalid(VERSION, "must be a whole number");
        }
        return version.intValue();
    }
}
