package dev.ordersync.launcher;

import dev.ordersync.launcher.demo.Demo;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What a person is told once everything runs. */
record Guide(Options options, Path data, String token, boolean tokenWasGiven, String password, boolean demoInbox) {

    List<String> lines() {
        String console = "http://localhost:" + options.consolePort();
        String intake = "http://localhost:" + options.intakePort();
        String shop = "http://localhost:" + options.sandboxPort();
        var lines = new ArrayList<String>();
        lines.add("");
        lines.add("Order Sync is running.");
        lines.add("");
        lines.add("  Console     " + console + "/");
        if (options.demo()) {
            lines.add("              sign in as " + Demo.USER + " with password " + password);
        }
        lines.add("  Shop        " + shop + "/   the sandbox shops: their orders, and switches for faults");
        if (demoInbox) {
            lines.add("  Mails       " + shop + "/mail");
        }
        lines.add("  Intake      POST " + intake + "/api/orders   (API: " + intake + "/v3/api-docs)");
        lines.add("  Orders API  " + console + "/api/orders   (API: " + console + "/v3/api-docs)");
        lines.add("  Token       " + (tokenWasGiven ? "the one in ORDERSYNC_API_TOKEN" : token));
        lines.add("");
        if (options.demo()) {
            lines.add("  Look at these orders in the console:");
            Demo.stories().forEach(story -> lines.add("    " + story));
            lines.add("");
        }
        lines.add("  Logs are in " + data.resolve("logs") + ". Ctrl-C stops everything; the data stays.");
        lines.add("");
        return lines;
    }

    @Override
    public String toString() {
        return "Guide[data=" + data + "]";
    }
}
