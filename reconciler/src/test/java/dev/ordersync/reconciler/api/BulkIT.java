package dev.ordersync.reconciler.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersync.order.IdempotencyKey;
import dev.ordersync.reconciler.jobs.JobStep;
import dev.ordersync.testing.Http.Answer;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

class BulkIT extends ApiFixture {
    private static final int MANY = 25;

    @Autowired
    JobStep step;

    private List<String> statuses() {
        return texts("SELECT status FROM orders ORDER BY id");
    }

    private static String job(Answer answer) {
        return answer.json().path("job").path("id").asString();
    }

    private void run() {
        for (int i = 0; i < MANY && step.runOnce(); i++) {
            assertThat(i).isLessThan(MANY - 1);
        }
    }

    @Test
    void D7_givenSomeCouldDuplicate_whenDryRun_thenEachIsJudgedAloneAndNothingMoves() {
        // given
        orders.failed("CV-1");
        orders.inDoubt("CV-2");
        orders.queued("CV-3", "default", "globex", TestClock.START);

        // when
        var answer = as(OPERATOR).post("/api/orders/bulk", "{\"action\": \"retry\", \"filter\": {}, \"dryRun\": true}");

        // then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("counts").path("do").asInt()).isEqualTo(2);
        assertThat(answer.json().path("counts").path("refused").asInt()).isEqualTo(1);
        assertThat(answer.json().path("results").path(1).path("id").asString()).isEqualTo("CV-2");
        assertThat(answer.json().path("results").path(1).path("source").asString())
                .isEqualTo("default");
        assertThat(answer.json()
                        .path("results")
                        .path(1)
                        .path("refused")
                        .path("code")
                        .asString())
                .isEqualTo("outcome-unsettled");
        assertThat(answer.json().path("results").path(0).path("refused").isNull())
                .isTrue();
        assertThat(statuses()).containsExactly("failed", "in_doubt", "queued");
        assertThat(texts("SELECT action FROM audit WHERE seq > 1")).isEmpty();
    }

    @Test
    void D7_givenManyOrders_whenRetriedInBulk_thenEachIsJudgedOnItsTurnAndThePersonIsAudited() {
        // given
        for (int i = 0; i < MANY; i++) {
            orders.failed("CV-" + i);
        }
        orders.synced("CV-S", "1234");

        // when
        var answer =
                as(OPERATOR).post("/api/orders/bulk", "{\"action\": \"retry\", \"filter\": {\"store\": \"acme\"}}");
        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.json().path("job").path("left").asInt()).isEqualTo(MANY + 1);
        orders.with(orders.inDoubt("CV-late"), "reason = 'not part of it'");
        run();

        // then
        var shown = as(VIEWER).get("/api/jobs/" + job(answer)).json();
        assertThat(shown.path("job").path("state").asString()).isEqualTo("done");
        assertThat(shown.path("job").path("done").asInt()).isEqualTo(MANY);
        assertThat(shown.path("job").path("refused").asInt()).isOne();
        assertThat(shown.path("job").path("left").asInt()).isZero();
        assertThat(shown.path("results").path(MANY).path("refused").path("code").asString())
                .isEqualTo("already-synced");
        assertThat(
                        texts(
                                "SELECT DISTINCT actor_kind || ' ' || actor || ' ' || action FROM audit WHERE seq > 1 ORDER BY 1"))
                .containsExactly("token operator retry", "token operator retry-refused");
    }

    @Test
    void D7_givenBrokenOrders_whenResyncedInBulk_thenOnlyTheSureCopyIsVoided() {
        // given
        shop.has("1234", IdempotencyKey.of("default", "CV-1", 1));
        orders.sees(orders.broken("CV-1"), "1234", true);
        orders.sees(orders.broken("CV-2"), "2345", false);
        orders.broken("CV-3");
        var resync = "{\"action\": \"resync\", \"filter\": {}, \"dryRun\": %s}";

        // when
        var dry = as(OPERATOR).post("/api/orders/bulk", resync.formatted(true)).json();
        var answer = as(OPERATOR).post("/api/orders/bulk", resync.formatted(false));
        run();

        // then
        assertThat(dry.path("counts").path("do").asInt()).isOne();
        assertThat(statuses()).containsExactly("resyncing", "broken", "broken");
        assertThat(texts("SELECT platform_order_id || ' ' || or_cancel FROM voidings"))
                .containsExactly("1234 false");
        var shown = as(VIEWER).get("/api/jobs/" + job(answer)).json();
        assertThat(shown.path("results").findValuesAsString("code")).containsExactly("no-sure-match", "no-sure-match");
    }

    @Test
    void D7_givenAJobIsHalfWay_whenStopped_thenTheOthersStayAsTheyAre() {
        // given
        for (int i = 0; i < MANY; i++) {
            orders.failed("CV-" + i);
        }
        var id = job(as(OPERATOR).post("/api/orders/bulk", "{\"action\": \"retry\", \"filter\": {}}"));
        step.runOnce();

        // when
        var stopped = as(OPERATOR).post("/api/jobs/" + id + "/stop", "");
        run();

        // then
        assertThat(stopped.status()).isEqualTo(200);
        assertThat(stopped.json().path("job").path("state").asString()).isEqualTo("stopped");
        assertThat(stopped.json().path("job").path("left").asInt()).isEqualTo(5);
        assertThat(statuses()).filteredOn("failed"::equals).hasSize(5);
    }

    @Test
    void D7_givenTheReplicaDiedHalfWay_whenItsLeaseEnds_thenAnotherGoesOnAndNothingIsDoneTwice() {
        // given
        orders.failed("CV-1");
        orders.failed("CV-2");
        var id = job(as(OPERATOR).post("/api/orders/bulk", "{\"action\": \"retry\", \"filter\": {}}"));
        as(OPERATOR).post("/api/orders/CV-1/retry", ""); // pressed, and died before it was noted
        jdbc.sql("UPDATE jobs SET worker = 'dead', lease_until = :until")
                .param("until", clock.instant().plusSeconds(60).atOffset(ZoneOffset.UTC))
                .update();

        // when
        assertThat(step.runOnce()).isFalse();
        clock.advance(Duration.ofSeconds(60));
        run();

        // then
        assertThat(as(VIEWER)
                        .get("/api/jobs/" + id)
                        .json()
                        .path("job")
                        .path("done")
                        .asInt())
                .isEqualTo(2);
        assertThat(texts("SELECT extra_attempts FROM orders")).containsExactly("1", "1");
        assertThat(texts("SELECT topic FROM outbox")).hasSize(2);
    }

    @Test
    void givenOneSureMatch_whenLinkedInBulk_thenOnlyThatOneIsLinked() {
        // given
        orders.sees(orders.broken("CV-1"), "1234", true);
        orders.sees(orders.broken("CV-2"), "1235", false);
        shop.has("1234", IdempotencyKey.of("default", "CV-1", 1));

        // when
        var id = job(as(OPERATOR)
                .post("/api/orders/bulk", "{\"action\": \"link\", \"ids\": [\"CV-1\", {\"id\": \"CV-2\"}]}"));
        run();

        // then
        assertThat(statuses()).containsExactly("synced", "broken");
        assertThat(as(VIEWER)
                        .get("/api/jobs/" + id)
                        .json()
                        .path("results")
                        .path(1)
                        .path("refused")
                        .path("code")
                        .asString())
                .isEqualTo("no-sure-match");
    }

    @Test
    void H2_givenALimitedCaller_whenActingInBulk_thenOtherStoresOrdersAreNotThere() {
        // given
        orders.queued("CV-1");
        orders.queued("CV-2", "default", "globex", TestClock.START);
        var cancel = "{\"action\": \"cancel\", \"reason\": \"sold out\", ";

        // when
        var all = job(as(LIMITED).post("/api/orders/bulk", cancel + "\"filter\": {}}"));
        var named = job(as(LIMITED).post("/api/orders/bulk", cancel + "\"ids\": [\"CV-2\"]}"));
        var admins = job(as(OPERATOR).post("/api/orders/bulk", "{\"action\": \"retry\", \"ids\": [\"CV-9\"]}"));
        run();

        // then
        assertThat(statuses()).containsExactly("cancelled", "queued");
        assertThat(as(LIMITED).get("/api/jobs/" + all).json().path("results").size())
                .isOne();
        assertThat(as(LIMITED)
                        .get("/api/jobs/" + named)
                        .json()
                        .path("results")
                        .path(0)
                        .path("refused")
                        .path("code")
                        .asString())
                .isEqualTo("not-found");
        assertThat(as(LIMITED).get("/api/jobs/" + admins).status()).isEqualTo(404);
        assertThat(as(LIMITED).post("/api/jobs/" + admins + "/stop", "").status())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"action\": \"delete\", \"filter\": {}}",
                "{\"action\": \"retry\"}",
                "{\"action\": \"retry\", \"filter\": {}, \"ids\": []}",
                "{\"action\": \"retry\", \"filter\": {\"status\": \"lost\"}}",
                "{\"action\": \"retry\", \"filter\": {\"size\": 1}}",
                "{\"action\": \"retry\", \"ids\": [7]}",
                "{\"action\": \"cancel\", \"filter\": {}}",
                "{\"action\": \"retry\", \"filter\": {}, \"force\": true}"
            })
    void givenABadWish_whenAsked_thenItIsRefusedWhole(String body) {
        assertThat(as(OPERATOR).post("/api/orders/bulk", body).status()).isEqualTo(422);
        assertThat(as(VIEWER).post("/api/orders/bulk", body).status()).isEqualTo(403);
        assertThat(texts("SELECT id FROM jobs")).isEmpty();
    }
}
