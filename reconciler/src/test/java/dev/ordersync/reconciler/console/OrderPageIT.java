package dev.ordersync.reconciler.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersync.reconciler.api.TestClock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrderPageIT extends ConsoleFixture {
    @Test
    void D4_givenAnOrderInDoubt_whenOpened_thenRetryRefusesBeforeTheClickAndSaysFromWhen() {
        // given
        orders.with(orders.inDoubt("CV-1"), "settles_at = '2026-11-24T10:05:30Z'");

        // when
        var page = as("operator").get("/orders/CV-1?source=default");

        // then
        assertThat(page.html()).contains("id=\"retry\" aria-disabled=\"true\" aria-describedby=\"retry-why\">Retry<");
        assertThat(page.text())
                .contains("Not sure it arrived")
                .contains(
                        "Your shop may have this order. We look again at 10:01. Safe to retry from 10:06 at the earliest.")
                .contains("If it is still not there at 10:06, we send it again.")
                .contains("Decided by 10:25 at the latest")
                .contains("5 min 0 s of 30 min");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "posting, It is being sent right now.",
        "synced, Your shop has this order",
        "cancelled, It was cancelled",
        "'broken, copy seen', Your shop has an order that may be this one."
    })
    void givenRetryCouldDouble_whenOpened_thenTheButtonStaysAndSaysWhy(String situation, String why) {
        given(situation);

        var page = as("operator").get("/orders/CV-1");

        assertThat(page.html()).contains("id=\"retry\" aria-disabled=\"true\"");
        assertThat(page.text()).contains(why);
    }

    @Test
    void givenAFailedOrder_whenRetryIsPressed_thenItIsQueuedAndThePageSaysSoOnce() {
        // given
        orders.failed("CV-1");
        var visitor = as("operator");
        var page = visitor.get("/orders/CV-1");
        assertThat(page.text()).contains("Not delivered", "Safe: your shop does not have this order.");

        // when
        var done = visitor.post(
                "/orders/CV-1/retry", Map.of("source", "default", "version", String.valueOf(page.version())));

        // then
        assertThat(done.status()).isEqualTo(302);
        assertThat(done.location()).isEqualTo("/orders/CV-1?source=default");
        assertThat(visitor.follow(done).text())
                .contains("Queued to be sent again.", "Waiting to be sent", "operator pressed Retry");
        assertThat(visitor.get("/orders/CV-1").text()).doesNotContain("Queued to be sent again.");
        assertThat(status("CV-1")).isEqualTo("queued");
    }

    @Test
    void D5_givenAStalePage_whenRetryIsPressed_thenA409NoticeReplacesTheControlOnTheFreshPage() {
        // given
        var id = orders.failed("CV-1");
        var visitor = as("operator");
        var seen = visitor.get("/orders/CV-1").version();
        orders.with(id, """
                    status = 'synced', platform_order_id = '18342', version = version + 1
                    """);

        // when
        var refused = visitor.post("/orders/CV-1/retry", Map.of("source", "default", "version", String.valueOf(seen)));

        // then
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.html()).contains("role=\"alert\"");
        assertThat(refused.text())
                .contains("Not sent again: the order has changed since you looked.", "stale-view")
                .contains("In your shop", "#18342");
        assertThat(status("CV-1")).isEqualTo("synced");
        assertThat(visitor.get("/orders/CV-1/retry?source=default").location())
                .isEqualTo("/orders/CV-1?source=default");
    }

    @Test
    void D4_givenAnOrderInDoubt_whenRetryIsPostedAnyway_thenTheNoticeSaysFromWhenItIsSafe() {
        // given
        orders.with(orders.inDoubt("CV-1"), "settles_at = '2026-11-24T10:05:30Z'");
        var visitor = as("operator");
        visitor.get("/orders/CV-1");

        // when
        var refused = visitor.post("/orders/CV-1/retry", Map.of("source", "default"));

        // then
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text())
                .contains("Not sent again. Your shop may have this order.")
                .contains("Safe from 10:06 at the earliest. outcome-unsettled")
                .contains("operator was refused: retry");
        assertThat(status("CV-1")).isEqualTo("in_doubt");
    }

    @Test
    void givenAnAdministrator_whenForced_thenAReasonIsNeededAndKept() {
        // given
        orders.inDoubt("CV-1");
        var admin = as("admin");
        var version = String.valueOf(admin.get("/orders/CV-1").version());
        assertThat(admin.get("/orders/CV-1").text()).contains("Send it again nevertheless (administrators)");
        assertThat(as("operator").get("/orders/CV-1").text()).doesNotContain("nevertheless");

        // when
        var withoutReason =
                admin.post("/orders/CV-1/retry", Map.of("source", "default", "version", version, "force", "true"));
        var forced = admin.post(
                "/orders/CV-1/retry",
                Map.of("source", "default", "version", version, "force", "true", "reason", "the owner looked"));

        // then
        assertThat(withoutReason.status()).isEqualTo(422);
        assertThat(withoutReason.text()).contains("Not sent again. reason: is required.");
        assertThat(forced.status()).isEqualTo(302);
        assertThat(admin.follow(forced).text()).contains("admin had it sent again, against what we know");
        assertThat(status("CV-1")).isEqualTo("queued");
    }

    @Test
    void givenABrokenSync_whenTheCopyIsLinked_thenTheOrderIsInTheShopAndUndoIsOffered() {
        // given
        orders.sees(orders.broken("CV-1"), "18342", false);
        shop.has("18342", null);
        var visitor = as("operator");
        var page = visitor.get("/orders/CV-1");
        assertThat(page.text())
                .contains("Is #18342 in your shop the same order?")
                .contains("Nothing disagrees: 0 the same, 1 nearly, 0 can’t be compared.")
                .contains("Nearly the same")
                .contains("+3.1");

        // when
        var done = visitor.post(
                "/orders/CV-1/link",
                Map.of("source", "default", "version", String.valueOf(page.version()), "platformOrder", "18342"));

        // then
        assertThat(visitor.follow(done).text()).contains("Linked. From now on the two stay in step", "Undo");
        assertThat(status("CV-1")).isEqualTo("synced");
    }

    @Test
    void givenEvidenceThatDisagrees_whenLinked_thenOnlyAnAdministratorIsOfferedToOverruleIt() {
        // given
        orders.failed("CV-1");
        shop.has("7", null, "zoe@example.com", "O’Neil", "99.00");

        // when
        var operator = as("operator");
        assertThat(operator.get("/orders/CV-1?do=link").text()).contains("Link CV-1 to an order in your shop");
        var refused = operator.post("/orders/CV-1/link", Map.of("source", "default", "platformOrder", "#7"));
        var admin = as("admin");
        admin.get("/orders/CV-1?do=link");
        var offered = admin.post(
                "/orders/CV-1/link", Map.of("source", "default", "platformOrder", "https://shop.example/orders/7"));
        var forced = admin.post(
                "/orders/CV-1/link",
                Map.of("source", "default", "platformOrder", "7", "force", "true", "reason", "a correction"));

        // then
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text()).contains("Not linked.", "evidence-disagrees").doesNotContain("nevertheless");
        assertThat(offered.text()).contains("Link it although something differs");
        assertThat(forced.status()).isEqualTo(302);
        assertThat(status("CV-1")).isEqualTo("synced");
    }

    @Test
    void givenNoSuchOrderInTheShop_whenLinked_thenTheFieldSaysSoAndKeepsItsValue() {
        orders.failed("CV-1");
        var visitor = as("operator");
        visitor.get("/orders/CV-1?do=link");

        var refused = visitor.post("/orders/CV-1/link", Map.of("source", "default", "platformOrder", "99"));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text()).contains("Your shop has no such order.");
        assertThat(refused.html()).contains("value=\"99\" aria-invalid=\"true\"");
    }

    @Test
    void givenACopyThatIsNotOurs_whenDismissed_thenTheOrderIsLookedForAgain() {
        // given
        orders.sees(orders.broken("CV-1"), "18342", false);
        var visitor = as("operator");
        var version = String.valueOf(visitor.get("/orders/CV-1").version());

        // when
        var done = visitor.post(
                "/orders/CV-1/candidates/18342/dismiss",
                Map.of("source", "default", "version", version, "reason", "another customer"));

        // then
        assertThat(visitor.follow(done).text())
                .contains("Not sure it arrived", "that order in your shop is another one");
        assertThat(status("CV-1")).isEqualTo("in_doubt");
    }

    @Test
    void givenACancelAndAnUnlink_whenPressed_thenTheirFormsAskWhy() {
        // given
        orders.queued("CV-1");
        orders.synced("CV-2", "5");
        var visitor = as("operator");

        // when
        assertThat(visitor.get("/orders/CV-1?do=cancel").text()).contains("Why is it cancelled?");
        var cancelled = visitor.post("/orders/CV-1/cancel", Map.of("source", "default", "reason", "asked by phone"));
        assertThat(visitor.get("/orders/CV-2?do=unlink").text()).contains("Why is it not the same order?");
        var unexplained = visitor.post("/orders/CV-2/unlink", Map.of("source", "default", "reason", " "));
        var unlinked = visitor.post("/orders/CV-2/unlink", Map.of("source", "default", "reason", "wrong one"));

        // then
        assertThat(visitor.follow(cancelled).text()).contains("Cancelled, will not be sent");
        assertThat(unexplained.status()).isEqualTo(422);
        assertThat(visitor.follow(unlinked).text())
                .contains("The link is taken back.", "Found in your shop, not linked");
    }

    @Test
    void givenAViewer_whenLooking_thenNothingCanBePressed() {
        orders.failed("CV-1");
        var visitor = as("viewer");

        var page = visitor.get("/orders/CV-1?do=cancel");

        assertThat(page.html()).contains("id=\"retry\" aria-disabled=\"true\"").doesNotContain("/orders/CV-1/");
        assertThat(page.text()).contains("You may read here, not act.");
        assertThat(visitor.post("/orders/CV-1/retry", Map.of("source", "default"))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void givenAnotherStoresOrder_whenALimitedPersonAsks_thenItIsNotThereAnywhere() {
        // given
        orders.queued("CV-1");
        orders.queued("CV-2", "default", "globex", TestClock.START);
        var visitor = as("limited");

        // when
        var foreign = visitor.get("/orders/CV-2?source=default");
        var unknown = visitor.get("/orders/CV-3");
        var pressed = visitor.post("/orders/CV-2/retry", Map.of("source", "default"));

        // then
        assertThat(foreign.status()).isEqualTo(404);
        assertThat(foreign.html()).contains("<h1>Not here</h1>").contains("aria-label=\"Main\"");
        assertThat(foreign.text()).isEqualTo(unknown.text().replace("CV-3", "CV-2"));
        assertThat(pressed.status()).isEqualTo(404);
        assertThat(visitor.get("/orders?q=CV-").text())
                .contains("CV-1")
                .doesNotContain("CV-2")
                .doesNotContain("globex");
        assertThat(visitor.get("/overview").text()).contains("acme").doesNotContain("globex");
    }

    @Test
    void givenOneNumberFromTwoSources_whenOpenedWithoutASource_thenThePageAsksWhich() {
        orders.queued("CV-1");
        orders.queued("CV-1", "other", "acme", TestClock.START);

        var page = as("viewer").get("/orders/CV-1");

        assertThat(page.status()).isEqualTo(409);
        assertThat(page.text()).contains("Which order?");
    }

    @Test
    void givenTextsFromOutside_whenShown_thenTheyAreTextAndNotLinksOrTags() {
        // given
        var id = orders.queued("CV-1");
        jdbc.sql("UPDATE order_content SET body = replace(body, 'Zoë', '<script>alert(1)</script>')")
                .update();
        orders.with(id, "url = 'javascript:alert(1)', reason = '<img src=x>'");

        // when
        var page = as("viewer").get("/orders/CV-1");

        // then
        assertThat(page.html())
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
                .contains("&lt;img src=x&gt;")
                .doesNotContain("javascript:");
    }

    @ParameterizedTest
    @CsvSource({"/overview", "/orders", "/orders/CV-1", "/orders/CV-1?do=link", "/orders/CV-0"})
    void givenAnyPage_whenSent_thenItsPolicyHolds(String path) {
        orders.sees(orders.broken("CV-1"), "18342", false);

        var html = as("admin").get(path).html();

        assertThat(html)
                .doesNotContain(" style=")
                .doesNotContain("<style")
                .doesNotContainPattern("<script(?![^>]* src=)")
                .doesNotContainPattern(" on[a-z]+=\"");
    }

    @Test
    void givenALateDecision_whenOpened_thenItSaysThatTheTimeHasPassed() {
        orders.with(orders.inDoubt("CV-1"), "overdue = true");
        clock.advance(Duration.ofMinutes(26));

        assertThat(as("viewer").get("/orders/CV-1").text())
                .contains("To be decided by 10:25, which has passed")
                .contains("Nothing is sent until your shop answers.");
    }

    private void given(String situation) {
        switch (situation) {
            case "posting" -> orders.posting("CV-1");
            case "synced" -> orders.synced("CV-1", "1");
            case "cancelled" -> orders.cancelled("CV-1");
            case "broken, copy seen" -> orders.sees(orders.broken("CV-1"), "1", false);
            default -> throw new IllegalArgumentException(situation);
        }
    }
}
