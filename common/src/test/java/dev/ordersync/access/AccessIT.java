package dev.ordersync.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersync.config.OrderSyncProperties;
import dev.ordersync.problem.Refusal;
import dev.ordersync.store.CredentialCipher;
import dev.ordersync.store.StoreDirectory;
import dev.ordersync.testing.Http;
import dev.ordersync.testing.TestDatabase;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.config.import=classpath:ordersync-common.yaml",
            "ordersync.encryption-key=a-key-for-tests-only",
            "ordersync.api-token=bootstrap-token",
            "management.endpoint.health.validate-group-membership=false" // no clock check in this small application
        })
class AccessIT {
    private static final TestDatabase database = TestDatabase.create();

    @LocalServerPort
    private int port;

    @SpringBootConfiguration
    @EnableAutoConfiguration
    @EnableConfigurationProperties(OrderSyncProperties.class)
    @Import(AccessConfiguration.class)
    static class App {
        @Bean
        Clock clock() {
            return Clock.systemUTC();
        }

        @Bean
        StoreDirectory stores(JdbcClient jdbc) {
            return new StoreDirectory(jdbc, new CredentialCipher("a-key-for-tests-only"));
        }

        @Bean
        Endpoints endpoints(JdbcClient jdbc) {
            return new Endpoints(jdbc);
        }
    }

    record Line(String sku, int quantity) {}

    record Body(String id, List<Line> lines) {}

    @RestController
    static class Endpoints {
        private final JdbcClient jdbc;

        Endpoints(JdbcClient jdbc) {
            this.jdbc = jdbc;
        }

        @GetMapping("/api/orders")
        Map<String, String> who(@AuthenticationPrincipal Caller caller) {
            return Map.of("name", caller.getName(), "stores", String.valueOf(caller.stores()));
        }

        @PostMapping({"/api/orders", "/api/orders/7/retry"})
        String act() {
            return "\"done\"";
        }

        @PutMapping("/api/stores/acme")
        Body put(@RequestBody Body body) {
            return body;
        }

        @GetMapping("/api/tokens")
        String tokens() {
            return "[]";
        }

        @GetMapping("/api/orders/refused")
        String refused() {
            throw Refusal.conflict("match-known", "It is there.")
                    .safeToRetry(false)
                    .earliest(Instant.EPOCH);
        }

        @GetMapping("/api/orders/limit")
        int limit(@RequestParam int limit) {
            return limit;
        }

        @GetMapping("/api/orders/broken")
        String broken() {
            throw new IllegalStateException("zoe@example.com");
        }

        @GetMapping("/api/orders/read")
        long read() {
            return jdbc.sql("SELECT count(*) FROM orders").query(Long.class).single();
        }
    }

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry registry) {
        database.register(registry);
    }

    @BeforeAll
    static void tokens() {
        for (var role : Role.values()) {
            token(role.code(), role, null);
        }
        token("limited", Role.OPERATOR, new String[] {"acme"});
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

    @AfterAll
    static void dropDatabase() {
        database.close();
    }

    private Http as(@Nullable String token) {
        return Http.at(port).token(token);
    }

    @ParameterizedTest(name = "{0} {1}: viewer {2}, operator {3}, admin {4}, intake {5}, none {6}")
    @CsvSource({
        "GET,  /api/orders,         200, 200, 200, 403, 401",
        "POST, /api/orders,         403, 200, 200, 200, 401",
        "POST, /api/orders/7/retry, 403, 200, 200, 403, 401",
        "PUT,  /api/stores/acme,    403, 403, 200, 403, 401",
        "GET,  /api/tokens,         403, 403, 200, 403, 401",
        "GET,  /api/nothing,        404, 404, 404, 403, 401",
        "GET,  /actuator/env,       403, 403, 403, 403, 401",
        "GET,  /elsewhere,          401, 401, 401, 401, 401",
        "GET,  /actuator/health,    200, 200, 200, 200, 200",
        "GET,  /actuator/prometheus, 200, 200, 200, 200, 200",
        "GET,  /v3/api-docs,        200, 200, 200, 200, 200"
    })
    void givenARole_whenCalling_thenItMayOrMayNot(
            String method, String path, int viewer, int operator, int admin, int intake, int none) {
        var body = method.equals("GET")
                ? BodyPublishers.noBody()
                : BodyPublishers.ofString("{\"id\": \"1\", \"lines\": []}");
        var answers = Stream.of("viewer", "operator", "admin", "intake", "no-such-token")
                .map(token -> as(token).send(method, path, "application/json", body));

        assertThat(answers.map(Http.Answer::status)).containsExactly(viewer, operator, admin, intake, none);
        assertThat(as(null).send(method, path, "application/json", body).status())
                .isEqualTo(none);
        assertThat(as("bootstrap-token")
                        .send(method, path, "application/json", body)
                        .status())
                .isEqualTo(admin);
    }

    @Test
    void givenNoToken_whenCalling_thenTheProblemSaysHow() {
        var answer = as(null).get("/api/orders");

        assertThat(answer.code()).isEqualTo("unauthorized");
        assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
        assertThat(answer.json().path("type").asString()).isEqualTo("about:blank");
        assertThat(answer.json().path("status").asInt()).isEqualTo(401);
    }

    @Test
    void givenALimitedToken_whenCalling_thenTheCallerKnowsItsStores() {
        var answer = as("limited").get("/api/orders");

        assertThat(answer.json().path("name").asString()).isEqualTo("limited");
        assertThat(answer.json().path("stores").asString()).isEqualTo("[acme]");
    }

    @Test
    void givenARefusal_whenAnswered_thenItsCodeAndMembersAreThere() {
        var answer = as("viewer").get("/api/orders/refused");

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.code()).isEqualTo("match-known");
        assertThat(answer.json().path("safeToRetry").asBoolean(true)).isFalse();
        assertThat(answer.json().path("earliest").asString()).isEqualTo("1970-01-01T00:00:00Z");
    }

    @ParameterizedTest(name = "{1}: {2} {3}")
    @CsvSource(
            delimiter = '|',
            value = {
                "400 | {\"id\": \"1\", | malformed-json |",
                "400 | [] | malformed-json |",
                "400 | {\"id\": \"1\", \"lines\": []} {} | malformed-json |",
                "422 | {\"id\": \"1\", \"lines\": [], \"extra\": 1} | invalid | extra",
                "422 | {\"id\": \"1\", \"lines\": [{\"sku\": \"a\", \"quantity\": \"x\"}]} | invalid | lines[0].quantity",
                "422 | {\"id\": \"1\", \"lines\": [{\"sku\": \"a\", \"quantity\": 1.5}]} | invalid | lines[0].quantity",
                "422 | {\"id\": \"1\", \"lines\": [{\"sku\": \"a\", \"quantity\": 1, \"colour\": 1}]} | invalid | lines[0].colour"
            })
    void givenABadBody_whenSent_thenTheProblemNamesTheField(
            int status, String body, String code, @Nullable String field) {
        var answer = as("admin").put("/api/stores/acme", body);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.code()).isEqualTo(code);
        if (field != null) {
            assertThat(answer.json().path("errors").path(0).path("field").asString())
                    .isEqualTo(field);
        }
    }

    @Test
    void givenBodiesAroundTheLimit_whenSent_thenOnlyMoreThanAMebibyteIsTooLarge() {
        var fits = "{\"id\": \"1\", \"lines\": []}" + " ".repeat(1024 * 1024 - 24);
        assertThat(fits).hasSize(1024 * 1024);

        assertThat(as("admin").put("/api/stores/acme", fits).status()).isEqualTo(200);
        var announced = as("admin").put("/api/stores/acme", fits + " ");
        var chunked = as("admin")
                .send(
                        "PUT",
                        "/api/stores/acme",
                        "application/json",
                        BodyPublishers.ofInputStream(
                                () -> new ByteArrayInputStream((fits + " ").getBytes(StandardCharsets.UTF_8))));

        assertThat(announced.status()).isEqualTo(413);
        assertThat(announced.code()).isEqualTo("too-large");
        assertThat(chunked.status()).isEqualTo(413);
        assertThat(chunked.code()).isEqualTo("too-large");
    }

    @ParameterizedTest
    @CsvSource({
        "DELETE, /api/orders,             application/json, 405, method-not-allowed",
        "PUT,    /api/stores/acme,        text/plain,       415, unsupported-media-type",
        "GET,    /api/orders/limit,       application/json, 400, bad-request",
        "GET,    /api/orders/limit?limit=x, application/json, 422, invalid",
        "GET,    /api/orders/broken,      application/json, 500, internal"
    })
    void givenAWrongCall_whenSent_thenItIsAProblem(
            String method, String path, String contentType, int status, String code) {
        var answer = as("admin").send(method, path, contentType, BodyPublishers.ofString("x"));

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.text()).doesNotContain("zoe");
    }

    @Test
    void givenTheDatabaseIsAway_whenCalling_thenItSaysComeAgain() {
        // given
        database.goAway();
        try {
            // when
            var inController = as("bootstrap-token").get("/api/orders/read");
            var inFilter = as("never-seen").get("/api/orders/read");

            // then
            assertThat(inController.status()).isEqualTo(503);
            assertThat(inController.code()).isEqualTo("unavailable");
            assertThat(inController.header("Retry-After")).isEqualTo("2");
            assertThat(inFilter.status()).isEqualTo(503);
            assertThat(inFilter.code()).isEqualTo("unavailable");
        } finally {
            database.comeBack();
        }
    }
}
