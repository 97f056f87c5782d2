package dev.ordersync.launcher;

import dev.ordersync.launcher.demo.Demo;
import dev.ordersync.launcher.demo.DemoPlace;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The main class behind {@code deploy/quickstart}. */
public final class Quickstart {

    private static final Duration LOOK_EVERY = Duration.ofMillis(500);
    private static final Duration STATUS_EVERY = Duration.ofSeconds(1);
    /** Where each change is a line of its own, as in a file. */
    private static final Duration STATUS_LINE_EVERY = Duration.ofSeconds(10);

    private static final int SUCCESS = 0;
    private static final int TROUBLE = 1;
    private static final int WRONG_USAGE = 2;

    private final Options options;
    private final DataDir data;
    private final Terminal terminal;
    private final Http http = new Http();
    private final Fleet fleet;
    private final AtomicInteger exitStatus = new AtomicInteger(SUCCESS);

    private Quickstart(Options options, DataDir data, Terminal terminal) {
        this.options = options;
        this.data = data;
        this.terminal = terminal;
        this.fleet = new Fleet(terminal::say);
    }

    public static void main(String[] args) {
        Path checkout = Path.of(System.getProperty("quickstart.root", ""))
                .toAbsolutePath()
                .normalize();
        Options options;
        try {
            options = Options.parse(List.of(args), checkout.resolve("target/quickstart"));
        } catch (UserError e) {
            System.err.println("quickstart: " + e.getMessage());
            System.exit(WRONG_USAGE);
            return;
        }
        if (options.help()) {
            System.out.print(Options.USAGE);
            return;
        }
        System.exit(run(checkout, options));
    }

    private static int run(Path checkout, Options options) {
        try {
            var data = DataDir.open(options.dataDir());
            System.setProperty("quickstart.log", data.log("launcher").toString());
            return new Quickstart(options, data, Terminal.ofThisProcess()).live(checkout);
        } catch (UserError e) {
            System.err.println("quickstart: " + e.getMessage());
            return TROUBLE;
        }
    }

    private int live(Path checkout) {
        Runtime.getRuntime().addShutdownHook(new Thread(this::end, "stop"));
        try {
            startAll(checkout);
            Thread.ofPlatform().name("status").start(this::keepStatus);
            while (!fleet.isStopping() && Pause.of(LOOK_EVERY)) {
                fleet.watchOnce();
            }
            return SUCCESS;
        } catch (UserError e) {
            terminal.endStatus();
            System.err.println("quickstart: " + e.getMessage());
            exitStatus.set(TROUBLE);
            return TROUBLE;
        }
    }

    private void startAll(Path checkout) {
        var leftovers = new Leftovers(data.folder("run"));
        leftovers.end();
        new Database(data, 0).stop();
        if (options.fresh()) {
            data.empty();
        }
        Ports.requireFree(options.consolePort(), "--console-port");
        Ports.requireFree(options.intakePort(), "--intake-port");
        Ports.requireFree(options.sandboxPort(), "--sandbox-port");

        var programs = new Programs(checkout, data, options, leftovers, http);
        var database = new Database(data, Ports.anyFree());
        int kafkaPort = Ports.anyFree();
        int smtpPort = Ports.anyFree();
        var kafka = programs.kafka(kafkaPort);
        var sandbox = programs.sandbox(smtpPort);
        terminal.say("Starting PostgreSQL, Kafka and the sandbox shop; data in " + data.root());
        fleet.start(database, kafka, sandbox);
        fleet.awaitUp(database, kafka);

        var secrets = new Secrets(data.folder("secrets"));
        String token = given("ORDERSYNC_API_TOKEN", secrets.apiToken());
        var environment = environment(database, kafkaPort, smtpPort, token, secrets);
        var worker = programs.worker(environment);
        var reconciler = programs.reconciler(environment);
        terminal.say("Starting the sync worker and the reconciler");
        fleet.start(worker);
        fleet.awaitUp(sandbox, worker);
        // Last, because whoever sees its readiness takes everything else for ready too.
        fleet.start(reconciler);
        fleet.awaitUp(reconciler);
        if (fleet.isStopping()) {
            return;
        }
        if (options.demo()) {
            startDemo(token, secrets.consolePassword(), sandbox);
        }
        boolean tokenWasGiven = !token.equals(secrets.apiToken());
        boolean demoInbox = System.getenv("SPRING_MAIL_HOST") == null;
        new Guide(options, data.root(), token, tokenWasGiven, secrets.consolePassword(), demoInbox)
                .lines()
                .forEach(terminal::say);
    }

    private void startDemo(String token, String password, Program sandbox) {
        var place = new DemoPlace(
                "http://localhost:" + options.consolePort(),
                "http://localhost:" + options.intakePort(),
                "http://localhost:" + options.sandboxPort(),
                token);
        var demo = new Demo(http, place, data.folder("demo"), Clock.systemUTC(), sandbox::starts, terminal::say);
        try {
            demo.prepare(password);
        } catch (IOException e) {
            terminal.say("There is no demo: its store or its user can't be set up: " + e.getMessage());
            return;
        }
        Thread.ofPlatform().name("demo").start(() -> {
            Optional<Duration> pause = Optional.of(LOOK_EVERY);
            while (pause.isPresent() && !fleet.isStopping() && Pause.of(pause.get())) {
                pause = demo.feedOnce();
            }
        });
    }

    private void keepStatus() {
        URI metrics = URI.create("http://localhost:" + options.consolePort() + "/actuator/prometheus");
        Duration pause = terminal.rewrites() ? STATUS_EVERY : STATUS_LINE_EVERY;
        while (!fleet.isStopping() && Pause.of(pause)) {
            String status = status(metrics);
            if (!fleet.isStopping()) {
                terminal.status(status);
            }
        }
    }

    private String status(URI metrics) {
        List<String> notUp = fleet.notUp();
        String trouble = notUp.isEmpty() ? "all is up" : "not up: " + String.join(", ", notUp);
        try {
            var counts = OrderCounts.read(http.send("GET", metrics, null, null).body());
            return counts + " | " + trouble;
        } catch (IOException _) {
            return trouble;
        }
    }

    private Map<String, String> environment(
            Database database, int kafkaPort, int smtpPort, String token, Secrets secrets) {
        var environment = new HashMap<String, String>();
        environment.put("SPRING_DATASOURCE_URL", database.jdbcUrl());
        environment.put("SPRING_DATASOURCE_USERNAME", Database.user());
        environment.put("SPRING_DATASOURCE_PASSWORD", "");
        environment.put("SPRING_KAFKA_BOOTSTRAP_SERVERS", "localhost:" + kafkaPort);
        environment.put("ORDERSYNC_ENCRYPTION_KEY", given("ORDERSYNC_ENCRYPTION_KEY", secrets.encryptionKey()));
        environment.put("ORDERSYNC_API_TOKEN", token);
        environment.put("ORDERSYNC_PUBLIC_URL", "http://localhost:" + options.consolePort());
        environment.put("ORDERSYNC_PLATFORMS_ALLOW_PRIVATE_HOSTS", "true");
        if (System.getenv("SPRING_MAIL_HOST") == null) {
            environment.put("SPRING_MAIL_HOST", "localhost");
            environment.put("SPRING_MAIL_PORT", Integer.toString(smtpPort));
        }
        return environment;
    }

    private static String given(String variable, String otherwise) {
        @Nullable String value = System.getenv(variable);
        return value == null || value.isBlank() ? otherwise : value;
    }

    /** Runs when the process is told to end, and when it ends by itself; a stop that was asked for is a success. */
    private void end() {
        int status = exitStatus.get();
        try {
            terminal.endStatus();
            if (fleet.hasStarted()) {
                terminal.say("Stopping …");
                fleet.stop();
                terminal.say("Stopped. The data stays in " + data.root());
            }
            data.close();
        } catch (IOException | RuntimeException e) {
            System.err.println("quickstart: could not stop cleanly: " + e.getMessage());
            status = TROUBLE;
        }
        Runtime.getRuntime().halt(status);
    }
}
