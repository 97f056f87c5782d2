package dev.ordersync.reconciler.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrderListIT extends ApiFixture {
    private List<String> ids(String token, String query) {
        var answer = as(token).get("/api/orders" + query);
        assertThat(answer.status()).isEqualTo(200);
        return answer.json()
                .path("orders")
                .valueStream()
                .map(order -> order.path("id").asString())
                .toList();
    }

    @Test
    void givenOrdersArriveWhileSomeoneReads_whenPaging_thenNoneIsShownTwiceOrLeftOut() {
        // given: several of one instant, so that the number has to decide
        for (int i = 1; i <= 10; i++) {
            orders.queued("CV-" + i, "default", "acme", TestClock.START.plusSeconds(i / 3));
        }

        // when
        var seen = new ArrayList<String>();
        var cursor = "";
        int late = 0;
        do {
            var page = as(VIEWER).get("/api/orders?limit=3&cursor=" + cursor).json();
            page.path("orders").forEach(order -> seen.add(order.path("id").asString()));
            cursor = page.path("nextCursor").asString("");
            orders.queued("LATE-" + ++late, "default", "acme", TestClock.START.plusSeconds(60));
        } while (!cursor.isEmpty());

        // then
        assertThat(seen)
                .containsExactly("CV-10", "CV-9", "CV-8", "CV-7", "CV-6", "CV-5", "CV-4", "CV-3", "CV-2", "CV-1");
    }

    @ParameterizedTest
    @CsvSource({
        "?status=failed,                         CV-3",
        "'?status=failed,queued',                'CV-3,CV-1'",
        "?status=overdue,                        CV-2",
        "?status=needs_person,                   'CV-3,CV-2'",
        "?store=globex,                          CV-4",
        "?store=nosuch,                          ''",
        "?store=NOT-A-KEY,                       ''",
        "?since=2026-11-24T10:00:02Z,            'CV-4,CV-3'",
        "?until=2026-11-24T10:00:01Z,            'CV-2,CV-1'",
        "?since=2026-11-24T11:00:02%2B01:00,     'CV-4,CV-3'",
        "?since=2026-11-24T11:00:02+01:00,       'CV-4,CV-3'",
        "'?since=2026-11-24T10:00:01Z&until=2026-11-24T10:00:02Z', 'CV-3,CV-2'"
    })
    void givenAFilter_whenListed_thenOnlyThoseAreShown(String query, String expected) {
        // given
        orders.queued("CV-1", "default", "acme", TestClock.START);
        orders.with(
                orders.queued("CV-2", "default", "acme", TestClock.START.plusSeconds(1)),
                "overdue = true, status = 'resyncing'");
        orders.with(
                orders.queued("CV-3", "default", "acme", TestClock.START.plusSeconds(2)),
                "status = 'failed', due_at = NULL");
        orders.with(
                orders.queued("CV-4", "default", "globex", TestClock.START.plusSeconds(3)),
                "status = 'cancelled', due_at = NULL");

        // then
        assertThat(String.join(",", ids(VIEWER, query))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "cv-1, true",
        "CV-1, true",
        "O’Neil, true",
        "zoë, true",
        "ZOE@example, true",
        "tee-m, true",
        "1234, true",
        "123, false",
        "%, false",
        "_V-1, false",
        "nobody, false",
        "'\\', false"
    })
    void givenAWord_whenSearched_thenItMatchesIdPersonItemAndCopy(String word, boolean found) {
        // given
        orders.synced("CV-1", "1234");

        // then
        assertThat(ids(VIEWER, "?q=" + URLEncoder.encode(word, StandardCharsets.UTF_8))
                        .contains("CV-1"))
                .isEqualTo(found);
    }

    @Test
    void H2_givenOrdersOfOtherStores_whenALimitedCallerLooks_thenTheyAreNotThere() {
        // given
        orders.queued("CV-1", "default", "acme", TestClock.START);
        orders.queued("CV-2", "default", "globex", TestClock.START);

        // then
        assertThat(ids(LIMITED, "")).containsExactly("CV-1");
        assertThat(ids(LIMITED, "?q=zoe")).containsExactly("CV-1");
        assertThat(ids(LIMITED, "?store=globex")).isEmpty();
        assertThat(as(LIMITED).get("/api/orders/CV-2").status()).isEqualTo(404);
        assertThat(as(LIMITED).get("/api/orders/CV-2/audit").status()).isEqualTo(404);
        assertThat(as(LIMITED).post("/api/orders/CV-2/retry", "").status()).isEqualTo(404);
        assertThat(as(LIMITED)
                        .post("/api/orders/CV-2/link", "{\"platformOrderId\": \"1\"}")
                        .status())
                .isEqualTo(404);
        assertThat(as(LIMITED)
                        .post("/api/orders/CV-2/cancel", "{\"reason\": \"x\"}")
                        .status())
                .isEqualTo(404);
        assertThat(texts("SELECT action FROM audit WHERE seq > 1")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "?status=done, status",
        "?limit=0, limit",
        "?limit=201, limit",
        "?limit=x, limit",
        "?cursor=!, cursor",
        "?cursor=YWJj, cursor",
        "?since=yesterday, since",
        "?until=2026-11-24, until"
    })
    void givenABadParameter_whenListed_thenItIsNamed(String query, String field) {
        var answer = as(VIEWER).get("/api/orders" + query);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().path("errors").path(0).path("field").asString())
                .isEqualTo(field);
    }
}
