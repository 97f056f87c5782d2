package dev.ordersync.platform.shopify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersync.sandbox.shopify.PublishedSchema;
import graphql.parser.Parser;
import graphql.schema.GraphQLSchema;
import graphql.schema.idl.RuntimeWiring;
import graphql.validation.Validator;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Nothing is ever asked of a shop that Shopify's published schema does not have. */
class QuerySchemaTest {
    @SuppressWarnings("NullAway.Init") // Read before the tests.
    private static GraphQLSchema schema;

    @BeforeAll
    static void readTheSchema() {
        schema = PublishedSchema.with(RuntimeWiring.newRuntimeWiring());
    }

    @ParameterizedTest
    @EnumSource
    void givenAQuestionOfOurs_thenThePublishedSchemaAllowsIt(Query query) {
        assertThat(new Validator().validateDocument(schema, Parser.parse(query.text()), Locale.ROOT))
                .isEmpty();
    }

    @Test
    void givenAFieldThatIsNone_thenTheSchemaRefusesIt() {
        var wrong = Query.GET.text().replace("sourceIdentifier", "sourceIdentifer");

        assertThat(new Validator().validateDocument(schema, Parser.parse(wrong), Locale.ROOT))
                .isNotEmpty();
    }
}
