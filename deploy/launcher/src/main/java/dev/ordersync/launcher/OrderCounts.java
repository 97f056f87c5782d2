package dev.ordersync.launcher;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** How many orders are in each status, read from the reconciler's metrics, which need no token. */
record OrderCounts(Map<String, Long> byStatus) {

    private static final Pattern LINE = Pattern.compile(
            "^ordersync_orders\\{[^}]*\\bstatus=\"([a-z_]+)\"[^}]*\\} ([0-9.eE+]+)$", Pattern.MULTILINE);
    private static final List<String> SHOWN_ORDER = Arrays.asList(
            "synced", "queued", "posting", "in_doubt", "broken", "rejected", "failed", "resyncing", "cancelled");

    static OrderCounts read(String metrics) {
        var counts = new TreeMap<String, Long>();
        var lines = LINE.matcher(metrics);
        while (lines.find()) {
            counts.merge(lines.group(1), Math.round(Double.parseDouble(lines.group(2))), Long::sum);
        }
        return new OrderCounts(counts);
    }

    @Override
    public String toString() {
        String parts = SHOWN_ORDER.stream()
                .filter(status -> byStatus.getOrDefault(status, 0L) > 0)
                .map(status -> byStatus.get(status) + " " + status.replace('_', ' '))
                .collect(Collectors.joining(" · "));
        return parts.isEmpty() ? "no orders yet" : parts;
    }
}
