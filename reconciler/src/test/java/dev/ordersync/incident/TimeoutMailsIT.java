package dev.ordersync.incident;

import static dev.ordersync.ledger.Signals.Kind.TIMEOUT;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class TimeoutMailsIT {
    @AutoClose
    private final Incidence incidence = new Incidence(true);

    @Test
    void givenAMailIsWantedOnEveryTimeout_whenManyTimeOut_thenEachMailsAtOnceUpToTheLimit() {
        // when
        for (int i = 0; i < 3 * Telling.MAX_AT_ONCE; i++) {
            incidence.signal(TIMEOUT, incidence.order("CV-" + i, "in_doubt"));
            incidence.pass();
            incidence.advance(Duration.ofSeconds(1));
        }

        // then
        assertThat(incidence.inbox()).hasSize(Telling.MAX_AT_ONCE);

        // when
        incidence.advance(Incidence.DIGEST_EVERY);
        incidence.pass();

        // then
        assertThat(incidence.inbox()).hasSize(Telling.MAX_AT_ONCE + 1);
    }
}
