package dev.ordersync.sandbox.shopify;

import dev.ordersync.sandbox.SandboxProperties;
import dev.ordersync.sandbox.fault.Fault;
import dev.ordersync.sandbox.fault.Occasion;
import dev.ordersync.sandbox.shop.Answer;
import dev.ordersync.sandbox.shop.Shop;
import graphql.ExecutionInput;
import graphql.GraphQL;
import graphql.language.Document;
import graphql.language.Field;
import graphql.language.OperationDefinition;
import graphql.parser.InvalidSyntaxException;
import graphql.parser.Parser;
import graphql.schema.idl.RuntimeWiring;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Answers a question: counts its points, holds it against the schema, asks the books. */
@Component
class Desk {

    /** What one question may cost, however full the bucket is. */
    private static final int MOST = 1000;

    private final Reads reads;
    private final Writes writes;
    private final Products products;
    private final SandboxProperties.Shopify shops;
    private final Clock clock;
    private final Map<String, Account> accounts = new ConcurrentHashMap<>();
    private @Nullable GraphQL graph;

    Desk(Reads reads, Writes writes, Products products, SandboxProperties properties, Clock clock) {
        this.reads = reads;
        this.writes = writes;
        this.products = products;
        this.shops = properties.shopify();
        this.clock = clock;
    }

    Answer answer(Shop shop, String version, String base, String text, Map<String, Object> variables) {
        Document document;
        try {
            document = Parser.parse(text);
        } catch (InvalidSyntaxException e) {
            return new Answer.Json(200, Said.errors("undefined", String.valueOf(e.getMessage())));
        }
        var instead = isOrderPost(document) ? Optional.<Answer>empty() : down(shop);
        if (instead.isPresent()) {
            return instead.get();
        }
        var account = accounts.computeIfAbsent(shop.name(), _ -> new Account(shops, clock.instant()));
        int requested = Costs.requested(document);
        if (requested > MOST) {
            return Said.error(
                    "MAX_COST_EXCEEDED",
                    "Query cost is " + requested + ", which exceeds the single query max cost limit (" + MOST + ").");
        }
        if (!account.take(requested, clock.instant())) {
            return costly(Said.errors(Said.THROTTLED, "Throttled"), account, requested, null);
        }
        var visit = new Visit(shop, account, version, base);
        var result = graph().execute(ExecutionInput.newExecutionInput(text)
                .variables(variables)
                .graphQLContext(context -> context.put(Visit.class, visit))
                .build());
        int actual = Costs.actual(result.<Object>getData());
        account.giveBack(Math.max(0, requested - actual));
        var other = visit.instead();
        return other == null ? costly(result.toSpecification(), account, requested, actual) : other;
    }

    private Answer costly(Map<String, Object> body, Account account, int requested, @Nullable Integer actual) {
        var cost = new LinkedHashMap<String, @Nullable Object>();
        cost.put("requestedQueryCost", requested);
        cost.put("actualQueryCost", actual);
        cost.put("throttleStatus", account.throttleStatus(clock.instant()));
        var all = new LinkedHashMap<>(body);
        all.put("extensions", Map.of("cost", cost));
        return new Answer.Json(200, all);
    }

    /** Faults of every path, except for a post of an order: those wait until it is known which order it is. */
    private static Optional<Answer> down(Shop shop) {
        return shop.switches()
                .onOther(Occasion.READ, null)
                .map(struck -> struck.fault() == Fault.DOWN ? Answer.gatewayDown() : Said.unauthorized());
    }

    private static boolean isOrderPost(Document document) {
        return document.getDefinitionsOfType(OperationDefinition.class).stream()
                .flatMap(operation -> operation.getSelectionSet().getSelectionsOfType(Field.class).stream())
                .anyMatch(field -> field.getName().equals("orderCreate"));
    }

    /** Made when first asked for: most sandboxes have no shop of this kind, and the schema is large. */
    private synchronized GraphQL graph() {
        GraphQL made = graph;
        if (made == null) {
            var wiring = RuntimeWiring.newRuntimeWiring();
            reads.wire(wiring);
            writes.wire(wiring);
            products.wire(wiring);
            made = GraphQL.newGraphQL(PublishedSchema.with(wiring)).build();
            graph = made;
        }
        return made;
    }
}
