package dev.ordersync.platform.shopify;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Everything that is ever asked of Shopify: one resource file each, which a test holds against the published schema. */
enum Query {
    CREATE,
    CANCEL,
    DELETE,
    /** Makes the field whose values are unique. Made again it says that it is taken. */
    DEFINE,
    FIND,
    SCAN,
    GET,
    LINES,
    JOB,
    SHOP,
    /** Which products have a SKU. */
    VARIANTS,
    /** Whether the search knows the newest order. */
    PROBE,
    CHECK;

    private static final String COPY = "...copy";

    private final String text;

    Query() {
        var own = read(name().toLowerCase(Locale.ROOT));
        this.text = own.contains(COPY) ? own + read("copy") : own;
    }

    String text() {
        return text;
    }

    boolean reads() {
        return switch (this) {
            case CREATE, CANCEL, DELETE, DEFINE -> false;
            case FIND, SCAN, GET, LINES, JOB, SHOP, VARIANTS, PROBE, CHECK -> true;
        };
    }

    private static String read(String name) {
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
