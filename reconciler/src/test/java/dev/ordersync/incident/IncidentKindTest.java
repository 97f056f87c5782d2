package dev.ordersync.incident;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersync.ledger.Signals;
import dev.ordersync.store.StorePolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class IncidentKindTest {
    private static Optional<IncidentKind> kindOf(Signals.Kind kind, int failures, boolean pressed) {
        return IncidentKind.of(new Signal(1, 1L, kind, failures, pressed, Instant.EPOCH), StorePolicy.DEFAULT);
    }

    @Test
    void givenFailuresInARow_whenThereAreAsManyAsThePolicySays_thenTheyAreAnIncident() {
        assertThat(kindOf(Signals.Kind.FAILURE, 1, false)).isEmpty();
        assertThat(kindOf(Signals.Kind.FAILURE, 2, false)).contains(IncidentKind.REPEATED_FAILURE);
        assertThat(kindOf(Signals.Kind.FAILURE, 1, true)).contains(IncidentKind.REPEATED_FAILURE);
        assertThat(kindOf(Signals.Kind.FAILED, 0, false)).contains(IncidentKind.REPEATED_FAILURE);
    }

    @ParameterizedTest
    @EnumSource(names = {"TIMEOUT", "REPEATED_FAILURE", "OVERDUE", "UNEXPECTED_ANSWER"})
    void givenTheStoreIsTheTrouble_whenItsOrdersMeetIt_thenTheyBelongToTheWorstOfItsIncidents(IncidentKind kind) {
        assertThat(kind.within(List.of())).isEqualTo(kind);
        assertThat(kind.within(List.of(IncidentKind.STORE_DOWN, IncidentKind.CREDENTIALS)))
                .isEqualTo(IncidentKind.CREDENTIALS);
        assertThat(kind.within(List.of(IncidentKind.BROKEN_SYNC))).isEqualTo(kind);
    }

    @ParameterizedTest
    @EnumSource(names = {"BROKEN_SYNC", "REJECTED", "TWIN"})
    void givenTheStoreIsTheTrouble_whenAnOrderNeedsAPerson_thenItKeepsItsOwnIncident(IncidentKind kind) {
        assertThat(kind.within(List.of(IncidentKind.STORE_DOWN))).isEqualTo(kind);
    }

    @ParameterizedTest
    @EnumSource
    void givenAnyKind_whenTold_thenOnlyTimeoutsMayBeSilent(IncidentKind kind) {
        var silent = new StorePolicy.Alerts(false, Duration.ofHours(1), Duration.ofMinutes(5));
        var loud = new StorePolicy.Alerts(true, Duration.ofHours(1), Duration.ofMinutes(5));

        assertThat(kind.tells(silent)).isEqualTo(kind != IncidentKind.TIMEOUT);
        assertThat(kind.tells(loud)).isTrue();
        assertThat(IncidentKind.of(kind.code())).isEqualTo(kind);
    }
}
