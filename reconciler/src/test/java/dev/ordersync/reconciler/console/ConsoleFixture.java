package dev.ordersync.reconciler.console;

import dev.ordersync.access.AccessConfiguration;
import dev.ordersync.access.Role;
import dev.ordersync.matching.FieldMatcher;
import dev.ordersync.matching.Matcher;
import dev.ordersync.reconciler.api.OrderRows;
import dev.ordersync.reconciler.api.ResolutionConfiguration;
import dev.ordersync.reconciler.api.ScriptedShop;
import dev.ordersync.reconciler.api.TestClock;
import dev.ordersync.reconciler.stores.StoreSheets;
import dev.ordersync.store.StoreDirectory;
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
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The console on its own: no loop settles what a test has set up. One application and database for all its tests. */
@SpringBootTest(
        classes = ConsoleFixture.App.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"spring.kafka.admin.auto-create=false", "ordersync.encryption-key=a-key-for-tests-only"})
abstract class ConsoleFixture {
    static final String PASSWORD = "a password for tests";

    private static final TestDatabase DATABASE = TestDatabase.create();

    @LocalServerPort
    int port;

    @Autowired
    TestClock clock;

    @Autowired
    ScriptedShop shop;

    @Autowired
    StoreDirectory stores;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    private PasswordEncoder passwords;

    OrderRows orders;

    /** No configuration by annotation, so that no other test's scan finds it. */
    @EnableAutoConfiguration
    @Import({AccessConfiguration.class, ResolutionConfiguration.class})
    @ComponentScan({"dev.ordersync.config", "dev.ordersync.reconciler.console", "dev.ordersync.reconciler.signin"})
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
        PasswordEncoder passwordEncoder() {
            return PasswordEncoderFactories.createDelegatingPasswordEncoder();
        }

        @Bean
        StoreSheets storeSheets(JdbcClient jdbc, StoreDirectory stores) {
            return new StoreSheets(jdbc, stores);
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

    /** Everybody's name is their role; limited is an operator of the store acme. */
    @BeforeEach
    final void startAfresh() {
        jdbc.sql("""
                 TRUNCATE orders, order_content, order_search, attempts, lookups, audit, outbox, links, dismissals, twin_watch,
                     twins, signals, incidents, incident_orders, mails, users, tokens, store_stops, stores, spring_session
                     RESTART IDENTITY CASCADE
                 """).update();
        clock.reset();
        shop.reset();
        user("viewer", Role.VIEWER, null);
        user("operator", Role.OPERATOR, null);
        user("admin", Role.ADMIN, null);
        user("limited", Role.OPERATOR, List.of("acme"));
        orders = new OrderRows(jdbc, stores);
        orders.store("acme", "shop-1");
        orders.store("globex", "shop-2");
    }

    /** Signed in as the user of that role. */
    Visitor as(String name) {
        var visitor = new Visitor(port);
        visitor.signIn(name, PASSWORD);
        return visitor;
    }

    void user(String name, Role role, @Nullable List<String> stores) {
        jdbc.sql("""
                 INSERT INTO users (name, password_hash, role, stores, created_at)
                 VALUES (:name, :hash, :role, :stores, :at)
                 """)
                .param("name", name)
                .param("hash", passwords.encode(PASSWORD))
                .param("role", role.code())
                .param("stores", stores == null ? null : stores.toArray(String[]::new))
                .param("at", TestClock.START.atOffset(ZoneOffset.UTC))
                .update();
    }

    String status(String id) {
        return jdbc.sql("SELECT status FROM orders WHERE ext_id = :id")
                .param("id", id)
                .query(String.class)
                .single();
    }
}
