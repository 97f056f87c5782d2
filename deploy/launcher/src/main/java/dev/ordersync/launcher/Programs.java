package dev.ordersync.launcher;

import dev.ordersync.launcher.Program.Command;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What each program is started with. */
final class Programs {

    private static final String READINESS = "/actuator/health/readiness";
    private static final String BOOT_MAIN = "org.springframework.boot.loader.launch.JarLauncher";
    /** Start-up on a small machine is what counts here; the servers of a real installation choose for themselves. */
    private static final List<String> FLAGS =
            List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:+ExitOnOutOfMemoryError", "-Xshare:auto");

    private final Path checkout;
    private final DataDir data;
    private final Options options;
    private final Leftovers leftovers;
    private final Http http;

    /** @param checkout the project's root, where the built jars are */
    Programs(Path checkout, DataDir data, Options options, Leftovers leftovers, Http http) {
        this.checkout = checkout;
        this.data = data;
        this.options = options;
        this.leftovers = leftovers;
        this.http = http;
    }

    Program kafka(int port) {
        var flags = flags("320m", "-Dquickstart.log=" + data.log("kafka"));
        var arguments =
                List.of(data.folder("kafka").toString(), Integer.toString(port), Integer.toString(Ports.anyFree()));
        var command = new Command(
                "kafka",
                flags,
                List.of(target("deploy/launcher").resolve("launcher.jar")),
                KafkaNode.class.getName(),
                arguments,
                Map.of());
        return new Program(command, attachedJar(), data.log("kafka"), leftovers, () -> Ports.answers(port));
    }

    Program sandbox(int smtpPort) {
        var environment = Map.of(
                "SANDBOX_SMTP_PORT", Integer.toString(smtpPort),
                "SANDBOX_DATA_DIR", data.folder("sandbox").toString());
        return application("deploy/sandbox", "sandbox", options.sandboxPort(), "/health", "256m", environment);
    }

    Program worker(Map<String, String> environment) {
        return application("sync-worker", "sync-worker", options.intakePort(), READINESS, "512m", environment);
    }

    Program reconciler(Map<String, String> environment) {
        return application("reconciler", "reconciler", options.consolePort(), READINESS, "512m", environment);
    }

    private Program application(
            String module, String name, int port, String health, String heap, Map<String, String> environment) {
        var all = new HashMap<>(environment);
        all.put("SERVER_PORT", Integer.toString(port));
        var jar = target(module).resolve(name + ".jar");
        var command = new Command(name, flags(heap), List.of(jar), BOOT_MAIN, List.of(), all);
        var uri = URI.create("http://localhost:" + port + health);
        return new Program(command, attachedJar(), data.log(name), leftovers, () -> http.isOk(uri));
    }

    private static List<String> flags(String heap, String... more) {
        return Stream.of(FLAGS, List.of("-Xmx" + heap), List.of(more))
                .flatMap(List::stream)
                .toList();
    }

    private Path target(String module) {
        return checkout.resolve(module).resolve("target");
    }

    private Path attachedJar() {
        return target("deploy/launcher").resolve("launcher-attached.jar");
    }
}
