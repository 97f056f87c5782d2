package dev.ordersync.reconciler.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StorePageIT extends ConsoleFixture {
    @Test
    void givenAVerifiedStoreWithALateList_whenOpened_thenItSaysWhatItsShopCanDoAndHowLateItIs() {
        jdbc.sql("""
                 UPDATE stores SET version = version + 1, measured_lag_ms = 960000, clock_skew_ms = -7000, capabilities = CAST('
                     {"recognition": "searchable-stamp", "deletable": true, "deleteReturnsStock": false,
                      "cancelReturnsStock": true, "version": "11.0.1", "scopes": {"list orders": true, "write orders": false},
                      "words": ["The shop runs version 11.0.1.", "Its orders can be deleted."]}' AS jsonb)
                  WHERE key = 'acme'
                 """).update();

        var page = as("viewer").get("/stores/acme");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.text())
                .contains("acme", "Working", "The shop runs version 11.0.1.", "Its orders can be deleted.")
                .contains("Not allowed: write orders")
                .contains("Seen to take up to 16 min 0 s.", "The settle window is too short.")
                .contains("must hold for 16 min 0 s", "7.0 s behind");
    }

    @Test
    void givenAStoreThatWasNeverVerified_whenOpened_thenItSaysThatNothingIsKnown() {
        var page = as("viewer").get("/stores/globex");

        assertThat(page.text())
                .contains("Not known before a first successful verify.", "No look has found the list late so far.")
                .doesNotContain("The settle window is too short.");
    }

    @Test
    void givenAnotherCallersStoreOrNone_whenOpened_thenBothAreNotThere() {
        var visitor = as("limited");

        assertThat(visitor.get("/stores/acme").status()).isEqualTo(200);
        for (var path : new String[] {"/stores/globex", "/stores/nobody", "/stores/NO%20KEY"}) {
            var page = visitor.get(path);
            assertThat(page.status()).as(path).isEqualTo(404);
            assertThat(page.text()).contains("There is no such store, or you don’t see it.");
        }
    }

    @Test
    void givenTheOverview_whenRead_thenEachStoresStateLeadsToItsPage() {
        assertThat(as("viewer").get("/overview").html()).contains("href=\"/stores/acme\"");
    }
}
