package dev.ordersync.sandbox.shopify;

import graphql.introspection.IntrospectionResultToSchema;
import graphql.schema.GraphQLSchema;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.SchemaGenerator;
import graphql.schema.idl.SchemaParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Shopify's own schema, so that a field which a real shop does not have is refused here too. The file is
 * {@code dist/data/admin_2026-10.json.gz} of the npm package {@code @shopify/dev-mcp} 1.16.0 (ISC licence) without its
 * descriptions, its introspection types, and the directives that every server has.
 */
public final class PublishedSchema {
    private static final String FILE = "/shopify/admin-2026-10.json.gz";

    private PublishedSchema() {}

    /** Takes a second or more: to be kept. */
    public static GraphQLSchema with(RuntimeWiring.Builder wiring) {
        var document = new IntrospectionResultToSchema().createSchemaDefinition(introspected());
        var types = new SchemaParser().buildRegistry(document);
        return new SchemaGenerator()
                .makeExecutableSchema(
                        types, wiring.wiringFactory(new LooseWiring()).build());
    }

    private static Map<String, Object> introspected() {
        var file = Objects.requireNonNull(PublishedSchema.class.getResourceAsStream(FILE), FILE);
        try (var in = new GZIPInputStream(file)) {
            return JsonMapper.shared().readValue(in, new TypeReference<Map<String, Object>>() {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
