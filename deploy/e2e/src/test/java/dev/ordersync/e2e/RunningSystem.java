package dev.ordersync.e2e;

import static org.awaitility.Awaitility.await;

import dev.ordersync.testing.TestDatabase;
import dev.ordersync.testing.TestKafka;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Real servers, one reconciler, two workers and the sandbox, each a process of its own. */
final class RunningSystem implements AutoCloseable {
    private static final Duration UP_WITHIN = Duration.ofMinutes(5);

    private final TestDatabase database = TestDatabase.create();
    private final Web web = new Web();
    private final Program sandbox;
    private final Program reconciler;
    private final List<Program> workers = new ArrayList<>();
    private final List<Program> others = new ArrayList<>();
    private final Map<String, String> environment;
    private int started;

    RunningSystem() {
        int smtp = Program.freePort();
        sandbox = Program.start(
                "sandbox", "deploy/sandbox/target/sandbox.jar", Map.of("SANDBOX_SMTP_PORT", Integer.toString(smtp)));
        environment = Map.of(
                "SPRING_DATASOURCE_URL",
                database.url(),
                "SPRING_DATASOURCE_USERNAME",
                database.user(),
                "SPRING_DATASOURCE_PASSWORD",
                database.password(),
                "SPRING_KAFKA_BOOTSTRAP_SERVERS",
                TestKafka.bootstrapServers(),
                "SPRING_MAIL_HOST",
                "localhost",
                "SPRING_MAIL_PORT",
                Integer.toString(smtp),
                "ORDERSYNC_ENCRYPTION_KEY",
                "an encryption key for tests",
                "ORDERSYNC_API_TOKEN",
                Web.TOKEN,
                "ORDERSYNC_PUBLIC_URL",
                "https://sync.example",
                "ORDERSYNC_PLATFORMS_ALLOW_PRIVATE_HOSTS",
                "true");
        reconciler = Program.start("reconciler", "reconciler/target/reconciler.jar", environment);
        awaitUp(sandbox.url() + "/health");
        awaitUp(reconciler.url() + "/actuator/health/readiness");
        startWorker();
        startWorker();
    }

    Program startWorker() {
        var worker = Program.start("sync-worker-" + ++started, "sync-worker/target/sync-worker.jar", environment);
        workers.add(worker);
        awaitUp(worker.url() + "/actuator/health/readiness");
        return worker;
    }

    /** Another one beside the first. */
    Program startReconciler() {
        var another =
                Program.start("reconciler-" + (2 + others.size()), "reconciler/target/reconciler.jar", environment);
        others.add(another);
        awaitUp(another.url() + "/actuator/health/readiness");
        return another;
    }

    Web web() {
        return web;
    }

    Program worker(int number) {
        return workers.get(number);
    }

    List<Program> workers() {
        return workers;
    }

    Program reconciler() {
        return reconciler;
    }

    String sandbox() {
        return sandbox.url();
    }

    String api() {
        return reconciler.url() + "/api";
    }

    private void awaitUp(String url) {
        await(url).atMost(UP_WITHIN).pollInterval(Duration.ofMillis(200)).until(() -> web.isUp(url));
    }

    @Override
    public void close() {
        workers.stream().filter(Program::isAlive).forEach(Program::close);
        others.forEach(Program::close);
        reconciler.close();
        sandbox.close();
        database.close();
    }
}
