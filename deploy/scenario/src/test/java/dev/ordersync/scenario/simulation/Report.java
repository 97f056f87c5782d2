package dev.ordersync.scenario.simulation;

/** What people read when a life broke a promise. */
final class Report {
    private static final int MAX_LINES = 400;

    private Report() {}

    static String of(long seed, LifeResult result) {
        var violation = result.violation();
        var lines = result.trace().lines();
        var text = new StringBuilder(
                "seed " + seed + " broke a promise: " + violation + "\nreplay: deploy/simulate --seed " + seed + "\n");
        if (violation != null && !violation.order().isEmpty()) {
            text.append("audit of ").append(violation.order()).append(":\n");
            BookCheck.history(violation.order())
                    .forEach(line -> text.append(line).append('\n'));
        }
        text.append("trace:\n");
        lines.stream()
                .skip(Math.max(0, lines.size() - MAX_LINES))
                .forEach(line -> text.append(line).append('\n'));
        return text.toString();
    }
}
