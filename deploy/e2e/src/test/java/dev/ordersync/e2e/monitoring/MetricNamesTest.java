package dev.ordersync.e2e.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MetricNamesTest {

    /** The contract's metrics and the mails that wait, as Prometheus names their samples. */
    private static final Set<String> PROMISED = Set.of(
            "ordersync_orders",
            "ordersync_attempts_total",
            "ordersync_post_seconds_bucket",
            "ordersync_post_seconds_count",
            "ordersync_timeout_to_decision_seconds_bucket",
            "ordersync_timeout_to_decision_seconds_count",
            "ordersync_decisions_total",
            "ordersync_lookups_total",
            "ordersync_outbox_pending",
            "ordersync_outbox_oldest_seconds",
            "ordersync_outbox_parked",
            "ordersync_due_oldest_seconds",
            "ordersync_store_state",
            "ordersync_overdue",
            "ordersync_incidents_open",
            "ordersync_alerts_total",
            "ordersync_mails_oldest_seconds",
            "ordersync_twins_total",
            "ordersync_overruled_total");

    private static final Path DASHBOARD = Path.of("../grafana/dashboards/order-sync.json");
    private static final Path ALERTS = Path.of("../prometheus/alerts.yml");

    @Test
    void givenTheDashboard_whenItsQueriesAreRead_thenTheyAskForPromisedMetricsOnly() throws IOException {
        assertThat(MetricNames.askedFor(DASHBOARD)).isNotEmpty().isSubsetOf(PROMISED);
    }

    @Test
    void givenTheAlerts_whenTheirRulesAreRead_thenTheyAskForPromisedMetricsOnly() throws IOException {
        assertThat(MetricNames.askedFor(ALERTS)).isNotEmpty().isSubsetOf(PROMISED);
    }

    @Test
    void givenAScrapePage_whenRead_thenOnlyNamesWithSamplesCount() {
        var page = """
                # HELP ordersync_twins_total Second copies
                # TYPE ordersync_orders gauge
                ordersync_orders{status="ordersync_like"} 1.0
                ordersync_overdue 0.0
                jvm_threads 3.0
                """;
        assertThat(MetricNames.told(page)).containsExactly("ordersync_orders", "ordersync_overdue");
    }
}
