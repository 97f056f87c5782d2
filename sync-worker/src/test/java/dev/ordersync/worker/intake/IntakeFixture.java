package dev.ordersync.worker.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersync.access.Role;
import dev.ordersync.access.Tokens;
import dev.ordersync.testing.Http;
import dev.ordersync.testing.OrderExample;
import dev.ordersync.testing.StoreExample;
import dev.ordersync.testing.TestDatabase;
import dev.ordersync.testing.TestKafka;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole worker on a real PostgreSQL and Kafka, through its HTTP port. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "ordersync.encryption-key=" + StoreExample.ENCRYPTION_KEY,
            "ordersync.api-token=bootstrap-token",
            "ordersync.public-url=https://sync.example"
        })
abstract class IntakeFixture {
    /** One for all tests of the worker's intake, since they share the running application; ends with the JVM. */
    static final TestDatabase database = TestDatabase.create();

    static {
        StoreExample.unverified(database.jdbc(), "acme-woo");
        StoreExample.unverified(database.jdbc(), "other");
        token("viewer", Role.VIEWER, null);
        token("intake", Role.INTAKE, null);
        token("acme-only", Role.INTAKE, new String[] {"acme-woo"});
    }

    @LocalServerPort
    private int port;

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry registry) {
        database.register(registry);
        TestKafka.register(registry);
    }

    private static void token(String token, Role role, String @Nullable [] stores) {
        database.jdbc()
                .sql("""
                     INSERT INTO tokens (id, name, secret_hash, role, stores, created_at)
                     VALUES (:id, :id, :hash, :role, :stores, :at)
                     """)
                .param("id", token)
                .param("hash", Tokens.hash(token))
                .param("role", role.code())
                .param("stores", stores)
                .param("at", Instant.EPOCH.atOffset(ZoneOffset.UTC))
                .update();
    }

    Http as(@Nullable String token) {
        return Http.at(port).token(token);
    }

    Http.Answer submit(String json) {
        return as("intake").post("/api/orders", json);
    }

    List<JsonNode> batch(String token, String lines) {
        var answer =
                as(token).send("POST", "/api/orders/batch", "application/x-ndjson", BodyPublishers.ofString(lines));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.text()
                .lines()
                .map(line -> JsonMapper.shared().readTree(line))
                .toList();
    }

    static long count(String sql) {
        return database.jdbc().sql(sql).query(Long.class).single();
    }

    static String order(String id) {
        return OrderExample.json(id, "acme-woo");
    }
}
