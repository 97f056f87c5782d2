package dev.ordersync.sandbox.shopify;

import dev.ordersync.sandbox.SandboxProperties;
import dev.ordersync.sandbox.books.Copy;
import dev.ordersync.sandbox.books.CopyStatus;
import dev.ordersync.sandbox.fault.Fault;
import dev.ordersync.sandbox.fault.Occasion;
import dev.ordersync.sandbox.shop.Answer;
import dev.ordersync.sandbox.shop.Counter;
import dev.ordersync.sandbox.wire.Patience;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.idl.RuntimeWiring;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What can be changed: orders are made, cancelled by a job, and deleted; the field with unique values is defined. */
@Component
class Writes {

    static final Map<String, Object> DEFINITION = Map.of(
            "id",
            "gid://shopify/MetafieldDefinition/1",
            "namespace",
            "ordersync",
            "key",
            "reference",
            "name",
            "Order Sync reference",
            "type",
            Map.of("name", "id", "category", "ID"));

    private final Counter counter;
    private final OrderInput inputs;
    private final OrderRows rows;
    private final ShopifyVoice voice;
    private final Patience patience;
    private final SandboxProperties.Shopify shops;

    Writes(
            Counter counter,
            OrderInput inputs,
            OrderRows rows,
            ShopifyVoice voice,
            Patience patience,
            SandboxProperties properties) {
        this.rows = rows;
        this.counter = counter;
        this.inputs = inputs;
        this.voice = voice;
        this.patience = patience;
        this.shops = properties.shopify();
    }

    void wire(RuntimeWiring.Builder wiring) {
        wiring.type(
                "Mutation",
                mutation -> mutation.dataFetcher("orderCreate", this::create)
                        .dataFetcher("orderCancel", this::cancel)
                        .dataFetcher("orderDelete", this::delete)
                        .dataFetcher("metafieldDefinitionCreate", Writes::define));
    }

    private @Nullable Object create(DataFetchingEnvironment env) {
        if (!shops.scopes().contains("write_orders")) {
            return Reads.denied(env, "orderCreate");
        }
        var visit = Visit.of(env);
        Map<String, Object> sent = Objects.requireNonNull(env.getArgument("order"));
        var answer = counter.take(visit.shop(), inputs.post(visit, sent, voice));
        if (answer instanceof Answer.Json json && json.body() instanceof Said.Payload payload) {
            return payload.fields();
        }
        visit.answerWith(answer);
        return null;
    }

    private Object cancel(DataFetchingEnvironment env) {
        var visit = Visit.of(env);
        var copy = Reads.copy(visit, env.getArgument("orderId")).orElse(null);
        if (copy == null) {
            return errors("orderCancelUserErrors", Said.error("NOT_FOUND", List.of("orderId"), "Order does not exist"));
        }
        Fault fault = faultOn(visit, copy);
        if (fault == Fault.DELETE_LOST) {
            visit.answerWith(new Answer.Silence(null));
        }
        if (copy.status() != CopyStatus.OPEN) {
            String why = copy.status() == CopyStatus.CANCELLED
                    ? "Cannot cancel an order that has already been canceled"
                    : "Cannot cancel a fulfilled order";
            return errors("orderCancelUserErrors", Said.error("INVALID", List.of("orderId"), why));
        }
        String job = "gid://shopify/Job/" + UUID.randomUUID();
        if (fault != Fault.DELETE_LOST) {
            visit.account().begun(job);
            Thread.ofVirtual().name("sandbox-shopify-job").start(() -> work(visit, copy, job));
        }
        if (fault == Fault.DELETE_SILENT) {
            visit.answerWith(new Answer.Silence(null));
        }
        var payload = new LinkedHashMap<String, Object>();
        payload.put("job", Map.of("id", job, "done", false));
        payload.put("orderCancelUserErrors", List.of());
        payload.put("userErrors", List.of());
        return payload;
    }

    /** The order counts until its job is done. */
    private void work(Visit visit, Copy copy, String job) {
        if (patience.waitFor(shops.jobTakes())) {
            visit.shop().books().change(copy.id(), present -> present.withStatus(CopyStatus.CANCELLED));
            visit.account().done(job);
        }
    }

    private Object delete(DataFetchingEnvironment env) {
        var visit = Visit.of(env);
        @Nullable String id = env.getArgument("orderId");
        var copy = Reads.copy(visit, id).orElse(null);
        if (copy == null) {
            return errors("userErrors", Said.error("NOT_FOUND", List.of("orderId"), "Order does not exist"));
        }
        Fault fault = faultOn(visit, copy);
        if (fault == Fault.DELETE_REFUSED || copy.status() == CopyStatus.FULFILLED) {
            return errors("userErrors", Said.error("INVALID", List.of("orderId"), "Order cannot be deleted"));
        }
        if (fault != Fault.DELETE_LOST) {
            if (copy.status().isLive()) {
                visit.account().lose(Products.tied(rows.lines(copy)));
            }
            visit.shop().books().delete(copy.id());
        }
        if (fault == Fault.DELETE_LOST || fault == Fault.DELETE_SILENT) {
            visit.answerWith(new Answer.Silence(null));
        }
        return Map.of("deletedId", String.valueOf(id), "userErrors", List.of());
    }

    private static Object define(DataFetchingEnvironment env) {
        return Visit.of(env).account().define()
                ? Map.of("createdDefinition", DEFINITION, "userErrors", List.of())
                : errors(
                        "userErrors",
                        Said.error("TAKEN", List.of("definition", "key"), "Key is in use for Order metafields."));
    }

    private static Fault faultOn(Visit visit, Copy copy) {
        return visit.shop()
                .switches()
                .onOther(Occasion.VOID, copy.orderId())
                .map(struck -> struck.fault())
                .orElse(Fault.NORMAL);
    }

    private static Map<String, Object> errors(String field, Map<String, Object> error) {
        return Map.of(field, List.of(error));
    }
}
