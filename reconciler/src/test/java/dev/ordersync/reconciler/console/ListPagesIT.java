package dev.ordersync.reconciler.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersync.reconciler.api.TestClock;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ListPagesIT extends ConsoleFixture {
    @Test
    void givenOrdersOfEveryKind_whenListed_thenChipsCountThemAndRowsSayWhatComesNext() {
        // given
        orders.queued("CV-1");
        orders.inDoubt("CV-2");
        orders.failed("CV-3");
        orders.sees(orders.broken("CV-4"), "7", false);
        orders.synced("CV-5", "8");

        // when
        var page = as("viewer").get("/orders");

        // then
        assertThat(page.text())
                .contains("5 match")
                .contains("Needs you 2 Found, not linked 1 Refused 0")
                .contains("Not delivered 1 Overdue 0 Not sure it arrived 1 Waiting 1")
                .contains("In the shop 1")
                .contains("We look again in 1 min")
                .contains("You: retry or cancel")
                .contains("48.00 USD")
                .contains("#8");
    }

    @Test
    void givenAChosenState_whenListed_thenItsChipTakesItAwayAndSearchKeepsIt() {
        orders.queued("CV-1");
        orders.failed("CV-2");

        var page = as("viewer").get("/orders?status=failed&q=zoe");

        assertThat(page.text()).contains("CV-2").doesNotContain("CV-1 ");
        assertThat(page.html())
                .contains("href=\"/orders?q=zoe\" aria-current=\"true\"")
                .contains("<input type=\"hidden\" name=\"status\" value=\"failed\">")
                .contains("href=\"/orders?q=zoe&amp;status=queued\"");
    }

    @Test
    void givenNothingMatches_whenSearched_thenTheWayOnIsOffered() {
        orders.queued("CV-1");

        var page = as("viewer").get("/orders?q=nobody&since=PT1H");

        assertThat(page.text()).contains("No order matches.", "Search at any time", "Clear filters");
        assertThat(page.html()).contains("href=\"/orders?q=nobody\"");
    }

    @Test
    void givenNoOrderAtAll_whenListed_thenItSaysWhereTheyComeFrom() {
        assertThat(as("viewer").get("/orders").text()).contains("No order has come in.");
    }

    @Test
    void givenMoreThanAPage_whenPaged_thenEachOrderIsSeenOnce() {
        // given
        for (int i = 10; i < 40; i++) {
            orders.queued("CV-" + i, "default", "acme", TestClock.START.minusSeconds(i));
        }
        var visitor = as("viewer");

        // when
        var first = visitor.get("/orders");
        var older = first.html().replaceAll("(?s).*href=\"(/orders\\?cursor=[^\"]+)\".*", "$1");
        var second = visitor.get(older);

        // then
        assertThat(first.text()).contains("CV-10", "CV-34", "25 of 30").doesNotContain("CV-35");
        assertThat(second.text()).contains("CV-35", "CV-39", "Newest").doesNotContain("CV-34");
    }

    @Test
    void givenABadFilter_whenListed_thenThePageSaysSo() {
        var page = as("viewer").get("/orders?status=nonsense");

        assertThat(page.status()).isEqualTo(422);
        assertThat(page.html()).contains("<h1>This can’t be shown</h1>");
    }

    @Test
    void givenOrdersThatNeedAPerson_whenTheOverviewIsOpened_thenEachKindLeadsToItsList() {
        // given
        orders.failed("CV-1");
        orders.failed("CV-2");
        orders.broken("CV-3");
        orders.with(orders.inDoubt("CV-4"), "overdue = true");

        // when
        var page = as("viewer").get("/overview");

        // then
        assertThat(page.text())
                .contains("Review 1: Found, not linked")
                .contains("2 Not delivered", "1 Past the time for a decision")
                .contains("2 of 4 orders")
                .contains("acme scripted Working");
        assertThat(page.html()).contains("href=\"/orders?status=failed\"", "href=\"/orders?status=overdue\"");
    }

    @Test
    void givenNothingToDo_whenTheOverviewIsOpened_thenItSaysSo() {
        assertThat(as("viewer").get("/overview").text()).contains("Nothing needs you");
    }

    @Test
    void givenAChosenTheme_whenPagesAreOpened_thenTheyHaveItAndTheReaderStaysWhereTheyWere() {
        var visitor = as("viewer");
        visitor.get("/orders?status=failed");

        var chosen = visitor.post("/preferences", Map.of("theme", "dark", "back", "/orders?status=failed"));

        assertThat(chosen.location()).isEqualTo("/orders?status=failed");
        assertThat(visitor.follow(chosen).html()).contains("data-theme=\"dark\"");
        assertThat(visitor.post("/preferences", Map.of("theme", "pink", "back", "//evil.example"))
                        .location())
                .isEqualTo("/overview");
        assertThat(visitor.get("/orders").html()).doesNotContain("data-theme");
    }

    @Test
    void givenTheRoot_whenOpened_thenTheOverviewComes() {
        assertThat(as("viewer").get("/").location()).isEqualTo("/overview");
        assertThat(new Visitor(port).get("/").location()).isEqualTo("/login");
    }
}
