package dev.ordersync.reconciler.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeptGaugeTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final KeptGauge gauge = new KeptGauge(MultiGauge.builder("orders").register(registry));

    @Test
    void givenARow_whenItsValueChanges_thenItWasNeverTakenOut() {
        // given
        gauge.show(List.of(row("acme", 1)));
        var removed = new ArrayList<Meter>();
        registry.config().onMeterRemoved(removed::add);

        // when
        gauge.show(List.of(row("acme", 2)));

        // then
        assertThat(removed).isEmpty();
        assertThat(registry.get("orders").tag("store", "acme").gauge().value()).isEqualTo(2);
    }

    @Test
    void givenAStoreThatIsGone_whenShownAgain_thenItsRowIsGoneToo() {
        gauge.show(List.of(row("acme", 1), row("globex", 2)));

        gauge.show(List.of(row("globex", 3)));

        assertThat(registry.find("orders").tag("store", "acme").gauge()).isNull();
        assertThat(registry.get("orders").tag("store", "globex").gauge().value())
                .isEqualTo(3);
    }

    private static KeptGauge.Row row(String store, double value) {
        return new KeptGauge.Row(Tags.of("store", store), value);
    }
}
