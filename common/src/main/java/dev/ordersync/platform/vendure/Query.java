package dev.ordersync.platform.vendure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Everything that is ever asked of Vendure: one resource file each, but for the lines, whose number differs. */
enum Query {
    LOGIN,
    SHOP,
    CHECK,
    LOOK,
    PRODUCTS,
    DRAFT,
    MARK,
    LINES,
    PERSON,
    QUOTE,
    SHIP,
    PLACE,
    DELETE,
    CANCEL,
    GET,
    FIND,
    SCAN;

    private static final String COPY = "...copy";

    private final String text;

    Query() {
        this.text = name().equals("LINES") ? "" : read(name().toLowerCase(Locale.ROOT));
    }

    String text() {
        return text;
    }

    /** A login makes a session and nothing that anybody sees. */
    boolean reads() {
        return switch (this) {
            case LOGIN, SHOP, CHECK, LOOK, PRODUCTS, QUOTE, GET, FIND, SCAN -> true;
            case DRAFT, MARK, LINES, PERSON, SHIP, PLACE, DELETE, CANCEL -> false;
        };
    }

    /** As many lines in one call as asked for; each is a step of its own in the shop all the same. */
    static String lines(int count) {
        var head = new StringBuilder("mutation lines($order: ID!");
        var body = new StringBuilder();
        for (int i = 0; i < count; i++) {
            head.append(", $line").append(i).append(": AddItemToDraftOrderInput!");
            body.append("  line%1$d: addItemToDraftOrder(orderId: $order, input: $line%1$d)".formatted(i))
                    .append(" { __typename ... on ErrorResult { errorCode message } }\n");
        }
        return head.append(") {\n").append(body).append("}\n").toString();
    }

    private static String read(String name) {
        var own = resource(name);
        return own.contains(COPY) ? own + resource("copy") : own;
    }

    private static String resource(String name) {
        try (var in = Query.class.getResourceAsStream(name + ".graphql")) {
            if (in == null) {
                throw new IllegalStateException(name + ".graphql is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
