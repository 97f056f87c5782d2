package dev.ordersync.reconciler.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersync.order.IdempotencyKey;
import dev.ordersync.order.PlatformOrderId;
import dev.ordersync.platform.Copy;
import dev.ordersync.platform.Found;
import dev.ordersync.testing.Http;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VoidingIT extends ApiFixture {
    private static final String KEY = IdempotencyKey.of("default", "CV-1", 1);
    private static final String COPY = "{\"platformOrderId\": \"1234\"}";
    private static final String FORCED =
            "{\"platformOrderId\": \"1234\", \"force\": true, \"reason\": \"the merchant insists\"}";

    private void brokenWithCopy() {
        shop.has("1234", KEY);
        orders.sees(orders.broken("CV-1"), "1234", true);
    }

    /** The copy as it is now, changed by the merchant. */
    private void copyIs(Copy.Status status, @Nullable Instant editedAt) {
        shop.has("1234", KEY);
        shop.changes(
                "1234",
                old -> new Copy(
                        new PlatformOrderId("1234"),
                        old.url(),
                        old.reference(),
                        old.createdAt(),
                        status,
                        editedAt,
                        false,
                        old.content()));
    }

    private Http.Answer press(String action, String body) {
        return as(OPERATOR).post("/api/orders/CV-1/" + action, body);
    }

    private String column(String expression) {
        return texts("SELECT CAST(" + expression + " AS text) FROM orders WHERE ext_id = 'CV-1'")
                .getFirst();
    }

    private List<String> audited() {
        return texts("SELECT action FROM audit WHERE seq > 1 ORDER BY order_id, seq");
    }

    private List<String> allowed() {
        return as(VIEWER)
                .get("/api/orders/CV-1")
                .json()
                .path("allowedActions")
                .valueStream()
                .map(action -> action.asString())
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"resync", "void"})
    void givenABrokenOrder_whenPressedTwice_thenItIsReservedAndBegunOnce(String action) {
        // given
        brokenWithCopy();
        assertThat(allowed()).containsExactly("link", "dismiss", "resync", "void");

        // when
        var answer = press(action, COPY);
        var again = press(action, COPY);

        // then
        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.json().path("status").asString()).isEqualTo("resyncing");
        assertThat(again.status()).isEqualTo(202);
        assertThat(again.json().path("version")).isEqualTo(answer.json().path("version"));
        assertThat(texts("SELECT purpose || ' ' || platform_order_id || ' ' || deadline FROM voidings"))
                .singleElement()
                .asString()
                .startsWith(action + " 1234 2026-11-24 10:30:00");
        assertThat(texts("SELECT shop_id || ' ' || platform_order_id || ' ' || purpose FROM links"))
                .containsExactly("shop-1 1234 void");
        assertThat(audited()).containsExactly(action, action);
        assertThat(allowed()).containsExactly("cancel");
        assertThat(press("link", COPY).code()).isEqualTo("wrong-status");
    }

    @Test
    void D3_givenManyClicksAtOnce_whenResynced_thenOneBeginsAndAllAreAudited()
            throws InterruptedException, ExecutionException {
        // given
        brokenWithCopy();
        int clicks = 6;
        var start = new CountDownLatch(1);

        // when
        try (var people = Executors.newFixedThreadPool(clicks)) {
            var answers = IntStream.range(0, clicks)
                    .mapToObj(_ -> people.submit(() -> {
                        start.await();
                        return press("resync", COPY).status();
                    }))
                    .toList();
            start.countDown();

            // then
            for (var answer : answers) {
                assertThat(answer.get()).isEqualTo(202);
            }
        }
        assertThat(texts("SELECT purpose FROM voidings")).containsExactly("resync");
        assertThat(audited()).hasSize(clicks).containsOnly("resync");
    }

    @Test
    void I10_givenTwoOrdersWithOneCopy_whenBothAreResynced_thenOneIsRefused()
            throws InterruptedException, ExecutionException {
        // given
        brokenWithCopy();
        orders.sees(orders.broken("CV-2"), "1234", false);
        var start = new CountDownLatch(1);

        // when
        try (var people = Executors.newFixedThreadPool(2)) {
            var answers = List.of("CV-1", "CV-2").stream()
                    .map(id -> people.submit(() -> {
                        start.await();
                        return as(ADMIN).post("/api/orders/" + id + "/resync", FORCED);
                    }))
                    .toList();
            start.countDown();

            // then
            assertThat(List.of(
                            answers.get(0).get().status(), answers.get(1).get().status()))
                    .containsExactlyInAnyOrder(202, 409);
        }
        assertThat(texts("SELECT status FROM orders ORDER BY status")).containsExactly("broken", "resyncing");
        assertThat(texts("SELECT purpose FROM links")).containsExactly("void");
    }

    @Test
    void D5_givenAStalePage_whenResynced_thenItSaysSo() {
        brokenWithCopy();

        var answer = press("resync", "{\"platformOrderId\": \"1234\", \"version\": 7}");

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.code()).isEqualTo("stale-view");
        assertThat(texts("SELECT purpose FROM links")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"FULFILLED, , fulfilled", "OPEN, 2026-11-24T09:59:00Z, edited at 2026-11-24T09:59:00Z"})
    void E5_givenACopyThatWasWorkedOn_whenResynced_thenOnlyAnAdminMayForceIt(
            Copy.Status status, @Nullable Instant editedAt, String because) {
        // given
        orders.sees(orders.broken("CV-1"), "1234", true);
        copyIs(status, editedAt);

        // when
        var refused = press("resync", COPY);
        var byOperator = press("resync", FORCED);
        var withoutReason =
                as(ADMIN).post("/api/orders/CV-1/resync", "{\"platformOrderId\": \"1234\", \"force\": true}");
        var byAdmin = as(ADMIN).post("/api/orders/CV-1/resync", FORCED);

        // then
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("worked-on");
        assertThat(refused.json().path("safeToRetry").asBoolean(true)).isFalse();
        assertThat(refused.json().path("workedOnBecause").path(0).asString()).isEqualTo(because);
        assertThat(byOperator.status()).isEqualTo(403);
        assertThat(withoutReason.status()).isEqualTo(422);
        assertThat(byAdmin.status()).isEqualTo(202);
        assertThat(audited()).containsExactly("resync-refused", "resync-refused", "resync-refused", "resync-forced");
        assertThat(texts("SELECT forced FROM voidings")).containsExactly("t");
    }

    @ParameterizedTest
    @CsvSource({
        "queued, wrong-status",
        "posting, attempt-in-flight",
        "in doubt, outcome-unsettled",
        "synced, already-synced",
        "rejected, wrong-status",
        "failed, wrong-status",
        "resyncing, wrong-status",
        "cancelled, wrong-status"
    })
    void givenTheWrongStatus_whenResyncedOrVoided_thenItIsRefusedAndAudited(String status, String code) {
        // given
        shop.has("1234", KEY);
        switch (status) {
            case "queued" -> orders.queued("CV-1");
            case "posting" -> orders.posting("CV-1");
            case "in doubt" -> orders.inDoubt("CV-1");
            case "synced" -> orders.synced("CV-1", "1234");
            case "rejected" -> orders.rejected("CV-1");
            case "failed" -> orders.failed("CV-1");
            case "resyncing" -> orders.resyncing("CV-1");
            default -> orders.cancelled("CV-1");
        }

        // when
        var resync = press("resync", COPY);
        var voided = as(ADMIN).post("/api/orders/CV-1/void", FORCED);

        // then
        assertThat(resync.status()).isEqualTo(409);
        assertThat(resync.code()).isEqualTo(code);
        assertThat(voided.code()).isEqualTo(code);
        assertThat(audited()).containsExactly("resync-refused", "void-refused");
        assertThat(texts("SELECT purpose FROM voidings")).isEmpty();
    }

    @Test
    void I7_givenAnotherLiveCandidate_whenResynced_thenItIsRefused() {
        brokenWithCopy();
        jdbc.sql(
                        "INSERT INTO links (shop_id, platform_order_id, order_id, at) SELECT 'shop-1', '99', id, received_at FROM orders")
                .update();

        assertThat(press("resync", COPY).code()).isEqualTo("match-known");
        assertThat(press("void", COPY).code()).isEqualTo("match-known");
        assertThat(allowed()).containsExactly("link", "dismiss");
    }

    @Test
    void givenACopyThatIsNotKnownToBeOurs_whenResynced_thenItIsRefused() {
        // given
        orders.broken("CV-1");
        shop.has("77", IdempotencyKey.of("default", "CV-9", 1));
        shop.has("78", null);
        shop.has("79", KEY);

        // then
        assertThat(press("resync", "{\"platformOrderId\": \"76\"}").code()).isEqualTo("no-such-platform-order");
        assertThat(press("resync", "{\"platformOrderId\": \"77\"}").code()).isEqualTo("evidence-disagrees");
        assertThat(press("resync", "{\"platformOrderId\": \"78\"}").code()).isEqualTo("evidence-disagrees");
        assertThat(press("resync", "{\"platformOrderId\": \"79\"}").status()).isEqualTo(202);
    }

    @Test
    void G2_givenTheOrderWentToAnotherShop_whenForced_thenItIsStillRefused() {
        brokenWithCopy();
        jdbc.sql("UPDATE attempts SET shop_id = 'shop-old'").update();

        assertThat(as(ADMIN).post("/api/orders/CV-1/resync", FORCED).code()).isEqualTo("evidence-disagrees");
        assertThat(column("status")).isEqualTo("broken");
    }

    @Test
    void givenTheCopyOfAnotherOrder_whenForced_thenItIsStillRefused() {
        brokenWithCopy();
        orders.synced("CV-2", "1234");

        assertThat(as(ADMIN).post("/api/orders/CV-1/resync", FORCED).code()).isEqualTo("linked-elsewhere");
    }

    @Test
    void givenBadInput_whenPressed_thenItIsRefused() {
        brokenWithCopy();

        assertThat(press("resync", "{}").status()).isEqualTo(422);
        assertThat(press("resync", "{\"platformOrderId\": \"1234\", \"ifNotDeletable\": \"burn\"}")
                        .status())
                .isEqualTo(422);
        assertThat(as(VIEWER).post("/api/orders/CV-1/resync", COPY).status()).isEqualTo(403);
        shop.answers("1234", new Found.Unclear("no reply", null));
        assertThat(press("resync", COPY).status()).isEqualTo(503);
        assertThat(column("status")).isEqualTo("broken");
    }

    @Test
    void E9_givenACopy_whenPreviewed_thenItSaysWhatVoidingWouldDo() {
        // given
        brokenWithCopy();

        // when
        var open = as(VIEWER).get("/api/orders/CV-1/resync/preview?platformOrderId=1234");
        copyIs(Copy.Status.FULFILLED, TestClock.START);
        var fulfilled = as(VIEWER).get("/api/orders/CV-1/resync/preview?platformOrderId=1234");

        // then
        assertThat(open.status()).isEqualTo(200);
        assertThat(open.json().path("workedOn").asBoolean(true)).isFalse();
        assertThat(open.json().path("deletable").asBoolean(false)).isTrue();
        assertThat(open.json().path("cancellable").asBoolean(false)).isTrue();
        assertThat(open.json().path("readAt").asString()).isEqualTo("2026-11-24T10:00:00Z");
        assertThat(open.json()
                        .path("consequences")
                        .valueStream()
                        .map(each -> each.path("about").asString()))
                .containsExactly("stock", "mail");
        assertThat(fulfilled.json().path("workedOn").asBoolean(false)).isTrue();
        assertThat(fulfilled.json().path("workedOnBecause").path(0).asString()).isEqualTo("fulfilled");
        assertThat(fulfilled.json().path("deletable").asBoolean(true)).isFalse();
        assertThat(as(VIEWER)
                        .get("/api/orders/CV-1/resync/preview?platformOrderId=9")
                        .status())
                .isEqualTo(422);
        assertThat(as(VIEWER).get("/api/orders/CV-1/resync/preview").status()).isEqualTo(422);
    }

    /** No shop's API lets us keep the mail about the second copy back, so whoever presses is told before. */
    @Test
    void E9_E13_givenACopy_whenPreviewed_thenThePersonIsToldOfStockAndMails() {
        brokenWithCopy();

        var consequences = as(VIEWER)
                .get("/api/orders/CV-1/resync/preview?platformOrderId=1234")
                .json()
                .path("consequences");

        assertThat(consequences.at("/0/text").asString())
                .isEqualTo(
                        "Deleting may leave its stock taken; cancelling gives it back. A fresh post takes stock once more.");
        assertThat(consequences.at("/1/text").asString()).contains("mail the customer", "again about a new one");
    }

    @Test
    void E9_givenACopyThatWasNeverPlaced_whenPreviewed_thenItCanBeDeletedAndNothingElseFollows() {
        brokenWithCopy();
        shop.changes(
                "1234",
                old -> new Copy(
                        old.id(),
                        old.url(),
                        old.reference(),
                        old.createdAt(),
                        Copy.Status.UNFINISHED,
                        null,
                        false,
                        old.content()));

        var preview = as(VIEWER)
                .get("/api/orders/CV-1/resync/preview?platformOrderId=1234")
                .json();

        assertThat(preview.path("deletable").asBoolean(false)).isTrue();
        assertThat(preview.path("consequences").size()).isOne();
        assertThat(preview.at("/consequences/0/text").asString()).contains("never placed");
    }

    @Test
    void D2_givenATwin_whenResolved_thenItIsVoidedOrKeptAndNeverTheLinkedCopy() {
        // given
        orders.synced("CV-1", "1000");
        shop.has("1234", KEY);
        jdbc.sql("""
                 INSERT INTO twins (order_id, platform_order_id, found_at, found_by)
                 SELECT id, copy, received_at, 'watch' FROM orders, (VALUES ('1234'), ('1000')) AS c(copy)
                 """).update();
        assertThat(allowed()).containsExactly("unlink", "resolve-twin");

        // when
        var keep = press("twins/1234/resolve", "{\"action\": \"keep\", \"reason\": \"both are wanted\"}");
        var voided = press("twins/1234/resolve", "{\"action\": \"void\", \"reason\": \"one is enough\"}");
        var again = press("twins/1234/resolve", "{\"action\": \"void\", \"reason\": \"one is enough\"}");
        var keepNow = press("twins/1234/resolve", "{\"action\": \"keep\", \"reason\": \"no, both\"}");

        // then
        assertThat(keep.status()).isEqualTo(200);
        assertThat(keep.json().path("twins").path(1).path("state").asString()).isEqualTo("kept");
        assertThat(voided.status()).isEqualTo(202);
        assertThat(again.status()).isEqualTo(202);
        assertThat(again.json().path("status").asString()).isEqualTo("synced");
        assertThat(keepNow.code()).isEqualTo("wrong-status");
        assertThat(texts("SELECT purpose || ' ' || platform_order_id FROM voidings"))
                .containsExactly("twin 1234");
        assertThat(press("twins/1000/resolve", "{\"action\": \"void\", \"reason\": \"x\"}")
                        .code())
                .isEqualTo("already-synced");
        assertThat(press("twins/9/resolve", "{\"action\": \"void\", \"reason\": \"x\"}")
                        .status())
                .isEqualTo(404);
        assertThat(press("twins/1234/resolve", "{\"action\": \"burn\", \"reason\": \"x\"}")
                        .status())
                .isEqualTo(422);
        assertThat(press("twins/1234/resolve", "{\"action\": \"void\"}").status())
                .isEqualTo(422);
    }
}
