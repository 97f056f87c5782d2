package dev.ordersync.reconciler.api;

import dev.ordersync.access.AccessConfiguration;
import dev.ordersync.access.Role;
import dev.ordersync.access.Tokens;
import dev.ordersync.config.CommonConfiguration;
import dev.ordersync.matching.FieldMatcher;
import dev.ordersync.matching.Matcher;
import dev.ordersync.store.StoreDirectory;
import dev.ordersync.testing.Http;
import dev.ordersync.testing.TestDatabase;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The API on its own: no loop settles what a test has set up. One application and database for all its tests. */
@SpringBootTest(
        classes = ApiFixture.App.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.config.import=classpath:ordersync-common.yaml",
            "spring.kafka.admin.auto-create=false",
            "management.endpoint.health.validate-group-membership=false",
            "ordersync.encryption-key=a-key-for-tests-only",
            "ordersync.api-token=" + ApiFixture.ADMIN
        })
abstract class ApiFixture {
    static final String ADMIN = "admin-token-of-the-tests";
    static final String OPERATOR = "operator-token-of-the-tests";
    static final String VIEWER = "viewer-token-of-the-tests";
    static final String INTAKE = "intake-token-of-the-tests";
    /** An operator who may see the store acme only. */
    static final String LIMITED = "limited-token-of-the-tests";

    private static final List<String> TABLES = List.of(
            "orders",
            "order_content",
            "order_search",
            "attempts",
            "lookups",
            "outbox",
            "links",
            "dismissals",
            "twin_watch",
            "twins",
            "voidings",
            "signals",
            "mails",
            "incident_orders",
            "incidents",
            "webhook_deliveries",
            "webhook_reads",
            "job_orders",
            "jobs",
            "users",
            "tokens",
            "spring_session",
            "store_stops",
            "stores");

    private static final TestDatabase DATABASE = TestDatabase.create();

    @LocalServerPort
    private int port;

    @Autowired
    TestClock clock;

    @Autowired
    ScriptedShop shop;

    @Autowired
    StoreDirectory stores;

    @Autowired
    JdbcClient jdbc;

    OrderRows orders;

    /** No configuration by annotation, so that no other test's scan finds it. */
    @EnableAutoConfiguration
    @Import({CommonConfiguration.class, AccessConfiguration.class})
    @ComponentScan("dev.ordersync.reconciler.api")
    static class App {
        @Bean
        @Primary
        TestClock testClock() {
            return new TestClock();
        }

        @Bean
        ScriptedShop scriptedShop() {
            return new ScriptedShop();
        }

        @Bean
        Matcher matcher() {
            return new FieldMatcher();
        }
    }

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry registry) {
        DATABASE.register(registry);
    }

    @BeforeEach
    final void startAfresh() {
        TABLES.forEach(table -> jdbc.sql("DELETE FROM " + table).update());
        jdbc.sql("TRUNCATE audit").update(); // it refuses a DELETE
        jdbc.sql("ALTER SEQUENCE incidents_id_seq RESTART").update();
        clock.reset();
        shop.reset();
        token(OPERATOR, Role.OPERATOR, null);
        token(VIEWER, Role.VIEWER, null);
        token(INTAKE, Role.INTAKE, null);
        token(LIMITED, Role.OPERATOR, List.of("acme"));
        orders = new OrderRows(jdbc, stores);
        orders.store("acme", "shop-1");
        orders.store("globex", "shop-2");
    }

    Http as(@Nullable String token) {
        return Http.at(port).token(token);
    }

    List<String> texts(String sql) {
        return jdbc.sql(sql).query((row, _) -> row.getString(1)).list();
    }

    private void token(String token, Role role, @Nullable List<String> stores) {
        jdbc.sql("""
                 INSERT INTO tokens (id, name, secret_hash, role, stores, created_at)
                 VALUES (:id, :id, :hash, :role, :stores, :at)
                 """)
                .param("id", token.substring(0, token.indexOf('-')))
                .param("hash", Tokens.hash(token))
                .param("role", role.code())
                .param("stores", stores == null ? null : stores.toArray(String[]::new))
                .param("at", TestClock.START.atOffset(ZoneOffset.UTC))
                .update();
    }
}
