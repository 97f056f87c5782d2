package dev.ordersync.incident;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The merchant takes the copy of a synced order out: the order stays synced, and somebody has to know. */
class RemovedCopyIncidentIT {
    @AutoClose
    private final Incidence incidence = new Incidence(false);

    @Test
    void B9_givenACopyIsRemoved_whenNobodyActs_thenItsIncidentStaysUntilItIsAcknowledged() {
        // given
        incidence.copyIsRemoved(incidence.order("CV-1", "synced"));
        incidence.pass();

        // when
        passesQuietly();
        assertThat(incidence.open()).containsExactly("broken-sync 1");
        incidence.everyIncidentIsAcknowledged();
        passesQuietly();

        // then
        assertThat(incidence.open()).isEmpty();
    }

    @Test
    void B9_givenACopyIsRemoved_whenTheOrderLeavesThatState_thenItsIncidentCloses() {
        var order = incidence.order("CV-1", "synced");
        incidence.copyIsRemoved(order);
        incidence.pass();

        incidence.moveTo(order, "cancelled");
        passesQuietly();

        assertThat(incidence.open()).isEmpty();
    }

    private void passesQuietly() {
        incidence.pass();
        incidence.advance(Incidence.QUIET_AFTER);
        incidence.pass();
    }
}
