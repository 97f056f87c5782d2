package dev.ordersync.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the tests' servers come from: containers when a Docker engine answers and has the images, else embedded servers.
 * {@code -Dservices=containers} or {@code embedded} forces one.
 */
final class Services {
    private static final Logger LOG = LoggerFactory.getLogger(Services.class);
    private static final String WANTED = System.getProperty("services", "");

    /** Whether a container may be tried: one that failed is reason enough to take the rest embedded, without waiting. */
    private static boolean containers = true;

    private Services() {}

    /** Starts one server, and says which. */
    static synchronized <T> T start(String name, Supplier<T> container, Supplier<T> embedded) {
        return switch (WANTED) {
            case "containers" -> started(name, "in a container", container);
            case "embedded" -> started(name, "embedded", embedded);
            case "" ->
                containers && dockerMayAnswer()
                        ? containerElse(name, container, embedded)
                        : started(name, "embedded", embedded);
            default -> throw new IllegalArgumentException("-Dservices is containers or embedded, was " + WANTED);
        };
    }

    private static <T> T containerElse(String name, Supplier<T> container, Supplier<T> embedded) {
        try {
            return started(name, "in a container", container);
        } catch (RuntimeException e) {
            containers = false;
            LOG.warn("{} does not start in a container ({}); taking embedded servers", name, e.toString());
            return started(name, "embedded", embedded);
        }
    }

    private static <T> T started(String name, String kind, Supplier<T> server) {
        var started = server.get();
        LOG.info("{} for the tests: {}", name, kind);
        return started;
    }

    /** Testcontainers tries every way to an engine, slowly and loudly; without a socket or an address there is none. */
    private static boolean dockerMayAnswer() {
        return System.getenv("DOCKER_HOST") != null
                || Files.exists(Path.of("/var/run/docker.sock"))
                || Files.exists(Path.of(System.getProperty("user.home"), ".docker", "run", "docker.sock"))
                || Files.exists(Path.of(System.getProperty("user.home"), ".testcontainers.properties"));
    }
}
