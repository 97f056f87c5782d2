package dev.ordersync.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OrderCountsTest {

    @Test
    void givenMetricsOfTwoStores_whenRead_thenStatusesAreAddedUp() {
        var counts = OrderCounts.read("""
                # TYPE ordersync_orders gauge
                ordersync_orders{application="reconciler",status="synced",store="a"} 12.0
                ordersync_orders{status="synced",store="b"} 1.5E3
                ordersync_orders{status="in_doubt",store="a"} 2.0
                ordersync_orders{status="failed",store="a"} 0.0
                ordersync_overdue 3.0
                """);
        assertThat(counts).hasToString("1512 synced · 2 in doubt");
    }

    @Test
    void givenNoOrders_whenRead_thenItSaysSo() {
        assertThat(OrderCounts.read("")).hasToString("no orders yet");
    }
}
