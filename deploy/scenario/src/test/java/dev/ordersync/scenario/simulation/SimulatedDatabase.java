package dev.ordersync.scenario.simulation;

import dev.ordersync.testing.TestDatabase;
import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * A database for one life at a time, emptied between them. Every statement of the system under test passes the
 * life's {@link Hook}, which may rewrite it, stop the work before or after it, or make it fail. One session serves all,
 * so that the same life always finds the same rows in the same places.
 */
final class SimulatedDatabase implements AutoCloseable {
    /** What a life does to the statements of its processes. */
    interface Hook {
        String rewrite(String sql);

        void before(String sql) throws SQLException;

        void after(String sql) throws SQLException;
    }

    private final TestDatabase database = TestDatabase.create();
    private final Connection session;
    private final Map<String, Connection> relaySessions = new HashMap<>();
    private final Map<String, Integer> liveSessions = new HashMap<>();
    private final JdbcClient jdbc;
    private final JdbcClient oracle;
    private final String truncate;
    private Hook hook = new Undisturbed();
    private int sessions;

    SimulatedDatabase() {
        try {
            session = open();
        } catch (SQLException e) {
            throw new IllegalStateException("The simulation has no database", e);
        }
        oracle = JdbcClient.create(new SingleConnectionDataSource(session, true));
        jdbc = JdbcClient.create(new Disturbed());
        truncate = "TRUNCATE " + String.join(", ", tables("'r', 'p'")) + " RESTART IDENTITY";
        // No background process may decide where a row goes or how it is found.
        tables("'r'")
                .forEach(table -> oracle.sql("ALTER TABLE " + table + " SET (autovacuum_enabled = off)")
                        .update());
    }

    private List<String> tables(String kinds) {
        return oracle.sql("""
                        SELECT relname FROM pg_class
                         WHERE relnamespace = CAST('public' AS regnamespace) AND relkind IN (%s)
                           AND relname <> 'flyway_schema_history'
                         ORDER BY relname
                        """.formatted(kinds))
                .query((row, _) -> row.getString(1))
                .list();
    }

    private Connection open() throws SQLException {
        var connection = database.connect();
        try (var statement = connection.createStatement()) {
            // Plans that don't hang on what was in the tables when a statement was first run.
            statement.execute("SET plan_cache_mode = force_generic_plan");
        }
        return connection;
    }

    /** A fresh database for a life. */
    void begin(Hook next) {
        hook = next;
        relaySessions.keySet().forEach(this::unlock);
        oracle.sql(truncate).update();
    }

    /** For the system under test. */
    JdbcClient jdbc() {
        return jdbc;
    }

    /** For the oracle: undisturbed. */
    JdbcClient oracle() {
        return oracle;
    }

    /** A relay's own session. The physical one is kept: its end would not be waited for, and the lock with it. */
    Connection relaySession(String process) throws SQLException {
        var physical = relaySessions.get(process);
        if (physical == null) {
            physical = open();
            relaySessions.put(process, physical);
        }
        int number = ++sessions;
        liveSessions.put(process, number);
        return connection(physical, () -> unlock(process), () -> liveSessions.getOrDefault(process, 0) == number);
    }

    @Override
    public void close() {
        database.close();
    }

    /** As if the process's relay session had ended. */
    void unlock(String process) {
        liveSessions.remove(process);
        var physical = relaySessions.get(process);
        if (physical != null) {
            try (var statement = physical.createStatement()) {
                statement.execute("SELECT pg_advisory_unlock_all()");
            } catch (SQLException e) {
                throw new IllegalStateException("The relay's session is lost", e);
            }
        }
    }

    private Connection connection(Connection physical, Runnable onClose, BooleanSupplier alive) {
        return (Connection) Proxy.newProxyInstance(
                Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, (_, method, arguments) -> {
                    if (method.getName().equals("close")) {
                        onClose.run();
                        return null;
                    }
                    if (method.getName().equals("prepareStatement")) {
                        var asked = (String) arguments[0];
                        arguments[0] = hook.rewrite(asked);
                        var real = (Statement) invoke(physical, method, arguments);
                        return statement(PreparedStatement.class, real, asked, alive);
                    }
                    var answer = invoke(physical, method, arguments);
                    return answer instanceof Statement real ? statement(Statement.class, real, "", alive) : answer;
                });
    }

    private Object statement(Class<? extends Statement> type, Statement real, String sql, BooleanSupplier alive) {
        return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (_, method, arguments) -> {
            boolean executes = method.getName().startsWith("execute");
            if (executes) {
                hook.before(sql);
                if (!alive.getAsBoolean()) {
                    throw new SQLException("terminating connection due to idle-session timeout", "57P05");
                }
            }
            var answer = invoke(real, method, arguments);
            if (executes) {
                hook.after(sql);
            }
            return answer;
        });
    }

    private static Object invoke(Object target, java.lang.reflect.Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    private static final class Undisturbed implements Hook {
        @Override
        public String rewrite(String sql) {
            return sql;
        }

        @Override
        public void before(String sql) {}

        @Override
        public void after(String sql) {}
    }

    /** Hands out the one session again and again. */
    private final class Disturbed implements DataSource {
        @Override
        public Connection getConnection() {
            return connection(session, () -> {}, () -> true);
        }

        @Override
        public Connection getConnection(String user, String password) {
            return getConnection();
        }

        @Override
        public PrintWriter getLogWriter() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void setLogWriter(PrintWriter out) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void setLoginTimeout(int seconds) {
            throw new UnsupportedOperationException();
        }

        @Override
        public int getLoginTimeout() {
            return 0;
        }

        @Override
        public Logger getParentLogger() {
            throw new UnsupportedOperationException();
        }

        @Override
        public <T> T unwrap(Class<T> type) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean isWrapperFor(Class<?> type) {
            return false;
        }
    }
}
