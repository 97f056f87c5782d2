package dev.ordersync.scenario.simulation;

/** What people read when a life broke a promise. */
final class Report {
    private static final int MAX_LINES = 400;

    private Report() {}

    static String of(LifeResult result) {
        var lines = result.trace().lines();
        var text = new StringBuilder("seed " + result.seed() + " broke a promise: " + result.violation()
                + "\nreplay: deploy/simulate --seed " + result.seed() + "\naudit:\n");
        result.audit().forEach(line -> text.append(line).append('\n'));
        text.append("trace:\n");
        lines.stream()
                .skip(Math.max(0, lines.size() - MAX_LINES))
                .forEach(line -> text.append(line).append('\n'));
        return text.toString();
    }
}
