package dev.ordersync.reconciler.metrics;

import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

/**
 * A gauge of several rows whose rows stay registered while their values change. Taking a row out and putting it in again
 * at each refresh lets a scrape in between meet it twice, and fail whole.
 */
final class KeptGauge {
    record Row(Tags tags, double value) {}

    private final MultiGauge gauge;
    private final Map<Tags, AtomicReference<Double>> values = new ConcurrentHashMap<>();

    KeptGauge(MultiGauge gauge) {
        this.gauge = gauge;
    }

    /** From now on these rows are shown, and no others. */
    void show(List<Row> rows) {
        values.keySet().retainAll(rows.stream().map(Row::tags).collect(Collectors.toSet()));
        rows.forEach(row -> values.computeIfAbsent(row.tags(), _ -> new AtomicReference<>(0.0))
                .set(row.value()));
        gauge.register(
                values.entrySet().stream()
                        .<MultiGauge.Row<?>>map(
                                entry -> MultiGauge.Row.of(entry.getKey(), entry.getValue(), AtomicReference::get))
                        .toList(),
                false);
    }
}
