package dev.ordersync.platform.http;

import static dev.ordersync.platform.http.ShopScenario.JSON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersync.platform.Copy;
import dev.ordersync.platform.Listing;
import dev.ordersync.platform.client.RawConnection;
import dev.ordersync.platform.client.RawShop;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a list proves, and when it proves nothing. */
class HttpPlatformListTest {
    private static final Instant FROM = Instant.parse("2026-11-24T10:00:00.250Z");
    private static final Instant TO = Instant.parse("2026-11-24T11:00:00.250Z");
    private static final Duration BUDGET = Duration.ofSeconds(10);

    private static String page(String next, String... rows) {
        return "{\"orders\":[" + String.join(",", rows) + "],\"nextCursor\":" + next + "}";
    }

    private static String row(String id, String createdAt) {
        return ShopScenario.copy(id, "null", createdAt);
    }

    private static String mine(String id) {
        return ShopScenario.copy(id);
    }

    private static Listing scan(Function<RawConnection.Seen, String> pages) throws Exception {
        try (var scenario = ShopScenario.answering(seen -> RawShop.answer(200, JSON, pages.apply(seen)))) {
            return scenario.platform.scan(scenario.shop(), FROM, TO, BUDGET);
        }
    }

    private static Listing byReference(String page) throws Exception {
        try (var scenario = ShopScenario.answering(200, JSON, page)) {
            return scenario.platform.findByReference(scenario.shop(), ShopScenario.KEY);
        }
    }

    private static List<String> ids(Listing listing) {
        return listing.copies().stream().map(copy -> copy.id().value()).toList();
    }

    @Test
    void B5_givenThreePages_whenScanned_thenAllAreReadAndDuplicatesDropped() throws Exception {
        try (var scenario = ShopScenario.answering(seen -> RawShop.answer(
                200,
                JSON,
                seen.path().contains("cursor=b%26c")
                        ? page("null", row("3", "2026-11-24T10:00:00Z"))
                        : seen.path().contains("cursor=a")
                                ? page("\"b&c\"", row("1", "2026-11-24T10:50:00Z"), row("2", "2026-11-24T10:40:00Z"))
                                : page("\"a\"", row("1", "2026-11-24T10:50:00Z")),
                "Date: Tue, 24 Nov 2026 11:00:01 GMT"))) {
            // when
            var listing = scenario.platform.scan(scenario.shop(), FROM, TO, BUDGET);

            // then
            assertThat(listing.complete()).isTrue();
            assertThat(listing.problem()).isNull();
            assertThat(ids(listing)).containsExactly("1", "2", "3");
            assertThat(listing.shopTime()).isEqualTo(Instant.parse("2026-11-24T11:00:01Z"));
            assertThat(scenario.seen.element().path())
                    .isEqualTo("/api/orders?createdAfter=2026-11-24T10%3A00%3A00Z"
                            + "&createdBefore=2026-11-24T11%3A00%3A01Z&limit=100");
            assertThat(scenario.seen.element().headers()).containsEntry("authorization", "Bearer secret");
        }
    }

    @Test
    void B6_givenRowOfEveryStatus_whenScanned_thenReadAsSuch() throws Exception {
        var statuses = List.of("open", "fulfilled", "cancelled", "trashed");
        var rows = statuses.stream()
                .map(status -> row(status, "2026-11-24T10:30:00+00:00").replace("\"open\",", "\"" + status + "\","))
                .toArray(String[]::new);

        var listing = scan(_ -> page("null", rows));

        assertThat(listing.complete()).isTrue();
        assertThat(listing.copies())
                .extracting(Copy::status)
                .containsExactly(Copy.Status.OPEN, Copy.Status.FULFILLED, Copy.Status.CANCELLED, Copy.Status.TRASHED);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-24T10:00:00Z, true",
        "2026-11-24T09:59:59.999Z, false",
        "2026-11-24T11:00:01Z, true",
        "2026-11-24T11:00:01.001Z, false",
        "2026-11-24T02:30:00-08:00, true"
    })
    void B4_B10_givenRowAtTheBound_whenScanned_thenOutsideMeansFilterIgnored(String createdAt, boolean within)
            throws Exception {
        var listing = scan(_ -> page("null", row("1", createdAt)));

        assertThat(listing.complete()).isEqualTo(within);
        assertThat(listing.problem()).isEqualTo(within ? null : "the shop ignored the filter");
    }

    @Test
    void B4_givenShopThatIgnoresTheReference_whenLookedUp_thenIncompleteButOursIsFound() throws Exception {
        var listing = byReference(page("null", row("7", "2026-11-24T10:30:00Z"), mine("8")));

        assertThat(listing.complete()).isFalse();
        assertThat(listing.problem()).isEqualTo("the shop ignored the filter");
        assertThat(ids(listing)).containsExactly("8");
    }

    @Test
    void givenNoCopy_whenLookedUp_thenCompleteAndEmpty() throws Exception {
        assertThat(byReference("{\"orders\":[]}")).isEqualTo(new Listing(List.of(), true, null, null, null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"id\":\"9\"}",
                "7",
                "null",
                "{\"id\":\"9\",\"createdAt\":\"2026-11-24T10:30:00\",\"status\":\"open\"}",
                "{\"id\":\"9\",\"createdAt\":\"2026-11-24T10:30:00Z\",\"status\":\"weird\"}",
                "{\"id\":\"9\",\"createdAt\":\"2026-11-24T10:30:00Z\",\"status\":\"open\",\"editedAt\":\"once\"}",
            })
    void B4_givenRowThatCannotBeRead_whenLookedUp_thenIncomplete(String row) throws Exception {
        var listing = byReference(page("null", row, mine("8")));

        assertThat(listing.complete()).isFalse();
        assertThat(ids(listing)).containsExactly("8");
    }

    @ParameterizedTest
    @CsvSource({
        "401, unauthorized",
        "402, payment-required",
        "403, forbidden",
        "423, locked",
        "404,",
        "429,",
        "500,",
        "302,"
    })
    void B3_B13_givenFailingRead_whenLookedUp_thenInconclusiveAndSomeHold(int status, String hold) throws Exception {
        for (var type : List.of(JSON, "text/html")) {
            try (var scenario = ShopScenario.answering(status, type, "{\"code\":\"some-code\"}")) {
                var listing = scenario.platform.findByReference(scenario.shop(), ShopScenario.KEY);

                assertThat(listing.complete()).isFalse();
                assertThat(listing.problem()).isNotBlank();
                assertThat(listing.hold()).isEqualTo(hold);
            }
        }
    }

    @Test
    void givenAnswerThatIsNoList_whenLookedUp_thenIncomplete() throws Exception {
        for (var body : Arrays.asList("[]", "{}", "{\"orders\":{}}", "{\"orders\":[", "<html>", "")) {
            assertThat(byReference(body).complete()).as(body).isFalse();
        }
    }

    @Test
    void B5_givenFullPageWithoutCursor_whenScanned_thenNoProofOfTheEnd() throws Exception {
        var rows = IntStream.range(0, OrderList.PAGE_SIZE)
                .mapToObj(i -> row("r" + i, "2026-11-24T10:30:00Z"))
                .toArray(String[]::new);

        assertThat(scan(_ -> page("null", rows)).complete()).isTrue();
        assertThat(scan(_ -> page("null", rows).replace("\"nextCursor\":null", "\"x\":1"))
                        .complete())
                .isFalse();
    }

    @Test
    void B5_givenCursorThatRepeats_whenScanned_thenIncomplete() throws Exception {
        var listing = scan(_ -> page("\"a\"", row("1", "2026-11-24T10:30:00Z")));

        assertThat(listing.complete()).isFalse();
        assertThat(ids(listing)).containsExactly("1");
    }

    @Test
    void B5_C17_givenEndlessList_whenScanned_thenIncompleteAtTheBound() throws Exception {
        var page = new AtomicInteger();
        var listing = scan(_ -> page("\"c" + page.incrementAndGet() + "\""));

        assertThat(listing.complete()).isFalse();
        assertThat(page).hasValue(OrderList.MAX_PAGES);
    }

    @Test
    void B5_C17_givenBudgetUsedUp_whenScanned_thenIncompleteWithoutAsking() throws Exception {
        try (var scenario = ShopScenario.answering(200, JSON, page("null"))) {
            var listing = scenario.platform.scan(scenario.shop(), FROM, TO, Duration.ZERO);

            assertThat(listing.complete()).isFalse();
            assertThat(scenario.seen).isEmpty();
        }
    }
}
