package dev.ordersync.launcher;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;

/**
 * What the command line of {@code deploy/quickstart} says.
 *
 * @param dataDir where everything that outlives a run is kept, absolute
 * @param demo whether the demo store exists and demo orders are fed
 * @param fresh whether an earlier run's data goes first
 */
record Options(
        Path dataDir, boolean demo, boolean fresh, boolean help, int consolePort, int intakePort, int sandboxPort) {

    static final String USAGE = """
            Usage: deploy/quickstart [options]

            Starts the whole of Order Sync on this machine, without Docker: PostgreSQL, Kafka, both
            applications, a sandbox shop with a mail inbox, and demo orders. Ctrl-C stops it.

              --no-demo          no demo store and no demo orders
              --data-dir DIR     where the data is kept (default: target/quickstart)
              --fresh            start from an empty data dir
              --console-port N   web console and API of the reconciler (default: 8080)
              --intake-port N    intake API of the sync worker (default: 8081)
              --sandbox-port N   the sandbox shop and the mail inbox (default: 8082)
              --help             this text

            Environment: ORDERSYNC_API_TOKEN sets the admin API token; SPRING_MAIL_HOST and
            SPRING_MAIL_PORT send mails to your server instead of the demo inbox.
            """;

    private static final int HIGHEST_PORT = 65_535;

    Options {
        if (consolePort == intakePort || consolePort == sandboxPort || intakePort == sandboxPort) {
            throw new UserError("The three ports must differ: console %d, intake %d, sandbox %d."
                    .formatted(consolePort, intakePort, sandboxPort));
        }
    }

    /** @param defaultDataDir taken when no {@code --data-dir} is given */
    static Options parse(List<String> args, Path defaultDataDir) {
        Path dataDir = defaultDataDir;
        boolean demo = true;
        boolean fresh = false;
        boolean help = false;
        int console = 8080;
        int intake = 8081;
        int sandbox = 8082;
        var rest = args.iterator();
        while (rest.hasNext()) {
            String option = rest.next();
            switch (option) {
                case "--no-demo" -> demo = false;
                case "--fresh" -> fresh = true;
                case "--help", "-h" -> help = true;
                case "--data-dir" -> dataDir = Path.of(value(option, rest));
                case "--console-port" -> console = port(option, rest);
                case "--intake-port" -> intake = port(option, rest);
                case "--sandbox-port" -> sandbox = port(option, rest);
                default -> throw new UserError("Unknown option " + option + "; --help lists them.");
            }
        }
        return new Options(dataDir.toAbsolutePath().normalize(), demo, fresh, help, console, intake, sandbox);
    }

    private static String value(String option, Iterator<String> rest) {
        if (!rest.hasNext()) {
            throw new UserError(option + " needs a value; --help shows how.");
        }
        return rest.next();
    }

    private static int port(String option, Iterator<String> rest) {
        String text = value(option, rest);
        try {
            int port = Integer.parseInt(text);
            if (port > 0 && port <= HIGHEST_PORT) {
                return port;
            }
        } catch (NumberFormatException _) {
            // Refused below, as a number out of range is.
        }
        throw new UserError(option + " needs a port from 1 to " + HIGHEST_PORT + ", not " + text + ".");
    }
}
