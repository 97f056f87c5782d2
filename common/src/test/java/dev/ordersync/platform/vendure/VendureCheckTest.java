package dev.ordersync.platform.vendure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersync.platform.Capabilities.Recognition;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a verify finds out, and that a store is held for what would let an order be made twice or not at all. */
class VendureCheckTest {
    private static final String TAKEN =
            "{'errors':[{'message':'duplicate key value','path':['setDraftOrderCustomFields']}],'data':null}";

    private static final String CHECK =
            "{'data':{'activeChannel':{'token':'65essvv7p0liyj3djsn','code':'__default_channel__','seller':{'name':'Acme'}},"
                    + "'me':{'channels':[{'code':'__default_channel__','permissions':['Authenticated','ReadCatalog','ReadOrder',"
                    + "'CreateOrder','UpdateOrder','DeleteOrder','ReadCustomer']}]},'globalSettings':{'serverConfig':{"
                    + "'moneyStrategyPrecision':2,'entityCustomFields':[{'entityName':'Order','customFields':["
                    + "{'__typename':'StringCustomFieldConfig','name':'externalId','type':'string','list':false,'readonly':null},"
                    + "{'__typename':'StringCustomFieldConfig','name':'syncKey','type':'string','list':false,'readonly':null}]}]}},"
                    + "'orders':{'items':[]},'productVariants':{'items':[]}}}";

    @Test
    void givenAFieldThatIsUnique_whenVerified_thenTheShopRefusesASecondOrderAndTheProbesAreDeleted() throws Exception {
        try (var scenario = new VendureScenario().answers("check", CHECK)) {
            // The first is taken; the second time the same value comes, it is refused.
            scenario.answersOnce("mark").answers("mark", TAKEN);

            var verified = scenario.platform.verify(scenario.shop());

            assertThat(verified.ok()).as(verified.checks().toString()).isTrue();
            assertThat(verified.shopId()).isEqualTo("65essvv7p0liyj3djsn");
            assertThat(verified.shopName()).isEqualTo("Acme");
            assertThat(verified.capabilities())
                    .satisfies(capabilities ->
                            assertThat(capabilities.recognition()).isEqualTo(Recognition.UNIQUE_FIELD));
            assertThat(scenario.questions())
                    .isEqualTo(List.of("login", "check", "draft", "mark", "draft", "mark", "delete", "delete"));
        }
    }

    @Test
    void givenAFieldThatIsNotUnique_whenVerified_thenItWarnsAndCopiesAreOnlySearchedFor() throws Exception {
        try (var scenario = new VendureScenario().answers("check", CHECK)) {
            var verified = scenario.platform.verify(scenario.shop());

            assertThat(verified.ok()).isTrue();
            assertThat(verified.checks())
                    .last()
                    .satisfies(check -> assertThat(check.detail()).startsWith("warning"));
            assertThat(verified.capabilities())
                    .satisfies(capabilities ->
                            assertThat(capabilities.recognition()).isEqualTo(Recognition.SEARCHABLE_STAMP));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'name':'syncKey' | 'name':'other' | custom fields | syncKey",
                "'list':false,'readonly':null},{ | 'list':false,'readonly':true},{ | custom fields | externalId",
                "'DeleteOrder', | | permissions | DeleteOrder",
                "'ReadCatalog', | | permissions | ReadProduct",
                "Precision':2 | Precision':3 | money | 3"
            })
    void givenWhatIsMissing_whenVerified_thenItIsNamedAndNothingIsWritten(
            String with, String without, String name, String detail) throws Exception {
        var answer = CHECK.replace(with, without == null ? "" : without);
        try (var scenario = new VendureScenario().answers("check", answer)) {
            var verified = scenario.platform.verify(scenario.shop());

            assertThat(verified.checks())
                    .filteredOn(check -> !check.ok())
                    .singleElement()
                    .satisfies(check -> {
                        assertThat(check.name()).isEqualTo(name);
                        assertThat(check.detail()).contains(detail);
                    });
            assertThat(scenario.questions()).doesNotContain("draft");
        }
    }

    @Test
    void givenADraftThatStays_whenVerified_thenItIsNamed() throws Exception {
        try (var scenario = new VendureScenario()
                .answers("check", CHECK)
                .answers("delete", "{'data':{'deleteDraftOrder':{'result':'NOT_DELETED'}}}")) {
            assertThat(scenario.platform.verify(scenario.shop()).checks())
                    .filteredOn(check -> !check.ok())
                    .singleElement()
                    .satisfies(check -> assertThat(check.detail()).contains("draft 7"));
        }
    }
}
