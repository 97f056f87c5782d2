package dev.ordersync.reconciler.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersync.matching.Ruleset;
import org.junit.jupiter.api.Test;

class RulesetsIT extends ApiFixture {
    private static final String REPLAY = "/api/rulesets/replay";

    @Test
    void givenNoDecisionYet_whenReplayed_thenNothingWouldChange() {
        orders.looked(orders.inDoubt("CV-1"), "none", "[]");

        var answer = as(ADMIN).post(REPLAY, Ruleset.bundledText());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("ruleset").asString()).isEqualTo("fields-2");
        assertThat(answer.json().path("decisions").asInt()).isZero();
        assertThat(answer.json().path("changes").isEmpty()).isTrue();
    }

    @Test
    void givenARulesetThatIsNone_whenReplayed_thenEachFaultIsNamed() {
        var wrong = Ruleset.bundledText().replace("\"version\": \"fields-2\"", "\"version\": \"NO WAY\"");

        var answer = as(ADMIN).post(REPLAY, wrong);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().path("code").asString()).isEqualTo("invalid");
        assertThat(answer.json().path("errors").path(0).path("field").asString())
                .isEqualTo("version");
        assertThat(as(ADMIN).post(REPLAY, "{\"colour\": 1}").status()).isEqualTo(422);
        assertThat(as(ADMIN).post(REPLAY, "{").status()).isEqualTo(400);
    }

    @Test
    void givenABoundThatIsNone_whenReplayed_thenTheFieldIsNamed() {
        for (var query : new String[] {"limit=0", "limit=5001", "since=yesterday"}) {
            var answer = as(ADMIN).post(REPLAY + "?" + query, Ruleset.bundledText());

            assertThat(answer.status()).as(query).isEqualTo(422);
            assertThat(answer.json().path("errors").path(0).path("field").asString())
                    .isEqualTo(query.substring(0, query.indexOf('=')));
        }
    }

    @Test
    void givenLessThanAnAdmin_whenReplayed_thenForbidden() {
        assertThat(as(OPERATOR).post(REPLAY, Ruleset.bundledText()).status()).isEqualTo(403);
        assertThat(as(null).post(REPLAY, Ruleset.bundledText()).status()).isEqualTo(401);
    }
}
