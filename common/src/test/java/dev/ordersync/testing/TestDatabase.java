package dev.ordersync.testing;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * A migrated database of its own on the one PostgreSQL of this JVM; a copy of a template, so that each costs a few
 * hundred milliseconds. Use one per test class: {@code @AutoClose static final TestDatabase database = TestDatabase.create()}.
 */
public final class TestDatabase implements AutoCloseable {
    private static final String IMAGE = "postgres:18-alpine";
    private static final String TEMPLATE = "ordersync_template";
    private static final int MAX_CONNECTIONS = 300;
    private static final int POOL_SIZE = 16;
    private static final AtomicInteger COUNT = new AtomicInteger();

    private record Server(String address, String user, String password) {
        String url(String database) {
            return "jdbc:postgresql://" + address + "/" + database;
        }
    }

    /** Started at first use; ends with the JVM. */
    private static final class Running {
        static final Server SERVER =
                Services.start("PostgreSQL", TestDatabase::startContainer, TestDatabase::startEmbedded);

        static {
            run("CREATE DATABASE " + TEMPLATE);
            Flyway.configure()
                    .dataSource(SERVER.url(TEMPLATE), SERVER.user(), SERVER.password())
                    .load()
                    .migrate();
        }

        static void run(String sql) {
            try (var connection =
                            DriverManager.getConnection(SERVER.url("postgres"), SERVER.user(), SERVER.password());
                    var statement = connection.createStatement()) {
                statement.execute(sql);
            } catch (SQLException e) {
                throw new IllegalStateException(sql, e);
            }
        }
    }

    private final String name;
    private final HikariDataSource pool;

    private TestDatabase(String name) {
        this.name = name;
        this.pool = pool(url());
    }

    public static TestDatabase create() {
        var name = "test_" + COUNT.incrementAndGet();
        synchronized (TestDatabase.class) { // a template is copied by one session at a time
            Running.run("CREATE DATABASE " + name + " TEMPLATE " + TEMPLATE);
        }
        return new TestDatabase(name);
    }

    /** Pooled connections, set up as in production. */
    public DataSource dataSource() {
        return pool;
    }

    public JdbcClient jdbc() {
        return JdbcClient.create(pool);
    }

    /** An unpooled connection: the caller closes it. */
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(url(), user(), password());
    }

    public String url() {
        return Running.SERVER.url(name);
    }

    public String user() {
        return Running.SERVER.user();
    }

    public String password() {
        return Running.SERVER.password();
    }

    /** For {@code @DynamicPropertySource}: an application under test connects to this database. */
    public void register(DynamicPropertyRegistry registry) {
        registry.add("spring.datasource.url", this::url);
        registry.add("spring.datasource.username", this::user);
        registry.add("spring.datasource.password", this::password);
    }

    /** Cuts every connection to this database, as a restart of the server does. */
    public void cutConnections() {
        Running.run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + name + "'");
    }

    /** As if the server were away: cuts every connection and lets none in, until {@link #comeBack()}. */
    public void goAway() {
        Running.run("ALTER DATABASE " + name + " ALLOW_CONNECTIONS false");
        cutConnections();
    }

    public void comeBack() {
        Running.run("ALTER DATABASE " + name + " ALLOW_CONNECTIONS true");
    }

    /** From now on every session may only read, or may write again. */
    public void takeWrites(boolean taken) {
        Running.run("ALTER DATABASE " + name + " SET default_transaction_read_only = " + (taken ? "off" : "on"));
        cutConnections();
    }

    @Override
    public void close() {
        pool.close();
        Running.run("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
    }

    private HikariDataSource pool(String url) {
        // Tests cut connections: each one is looked at before it is handed out, however lately it was used.
        System.setProperty("com.zaxxer.hikari.aliveBypassWindowMs", "0");
        var config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setUsername(user());
        config.setPassword(password());
        config.setMaximumPoolSize(POOL_SIZE);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(3_000);
        config.setConnectionInitSql("SET plan_cache_mode = force_custom_plan");
        return new HikariDataSource(config);
    }

    // The JVM's end stops it: Testcontainers' own clean-up.
    @SuppressWarnings("resource")
    private static Server startContainer() {
        var container = new PostgreSQLContainer(IMAGE)
                .withCommand("postgres", "-c", "fsync=off", "-c", "max_connections=" + MAX_CONNECTIONS);
        container.start();
        var address = container.getHost() + ":" + container.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT);
        return new Server(address, container.getUsername(), container.getPassword());
    }

    /** Without fsync: no test cuts the power. Ends with the JVM by its own shutdown hook. */
    private static Server startEmbedded() {
        try {
            var postgres = EmbeddedPostgres.builder()
                    .setServerConfig("fsync", "off")
                    .setServerConfig("max_connections", Integer.toString(MAX_CONNECTIONS))
                    .start();
            return new Server("localhost:" + postgres.getPort(), "postgres", "postgres");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
