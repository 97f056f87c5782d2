package dev.ordersync.reconciler.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class AccountsIT extends ApiFixture {
    private static final String PASSWORD = "correct horse battery";

    private String token(String json) {
        var answer = as(ADMIN).post("/api/tokens", json);
        assertThat(answer.status()).isEqualTo(201);
        return answer.json().path("token").asString();
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "GET,    /api/orders,                             200, 200, 200, 403",
        "GET,    /api/orders/CV-1,                        200, 200, 200, 403",
        "GET,    /api/orders/CV-1/audit,                  200, 200, 200, 403",
        "POST,   /api/orders/CV-1/retry,                  403, 202, 202, 403",
        "POST,   /api/orders/CV-1/link,                   403, 422, 422, 403",
        "POST,   /api/orders/CV-1/unlink,                 403, 422, 422, 403",
        "POST,   /api/orders/CV-1/cancel,                 403, 422, 422, 403",
        "POST,   /api/orders/CV-1/candidates/1/dismiss,   403, 422, 422, 403",
        "POST,   /api/orders/CV-1/resync,                 403, 422, 422, 403",
        "POST,   /api/orders/CV-1/void,                   403, 422, 422, 403",
        "PUT,    /api/orders/CV-1,                        403, 422, 422, 403",
        "POST,   /api/orders/bulk,                        403, 422, 422, 403",
        "POST,   /api/stores/acme/accept-shop,            403, 403, 422, 403",
        "GET,    /api/stores,                             200, 200, 200, 403",
        "GET,    /api/stores/acme,                        200, 200, 200, 403",
        "PUT,    /api/stores/acme,                        403, 403, 422, 403",
        "POST,   /api/stores/acme/verify,                 403, 403, 200, 403",
        "POST,   /api/stores/acme/pause,                  403, 403, 200, 403",
        "POST,   /api/stores/acme/resume,                 403, 403, 200, 403",
        "GET,    /api/incidents,                          200, 200, 200, 403",
        "GET,    /api/incidents/1,                        404, 404, 404, 403",
        "POST,   /api/incidents/1/acknowledge,            403, 404, 404, 403",
        "GET,    /api/tokens,                             403, 403, 200, 403",
        "POST,   /api/tokens,                             403, 403, 422, 403",
        "DELETE, /api/tokens/none,                        403, 403, 404, 403",
        "GET,    /api/users,                              403, 403, 200, 403",
        "POST,   /api/users,                              403, 403, 422, 403",
        "PUT,    /api/users/none,                         403, 403, 404, 403",
        "DELETE, /api/users/none,                         403, 403, 404, 403"
    })
    void givenARole_whenCalling_thenItMayOrMayNot(
            String method, String path, int viewer, int operator, int admin, int intake) {
        // given
        orders.queued("CV-1");
        var body = method.equals("GET") ? BodyPublishers.noBody() : BodyPublishers.ofString("{}");

        // then
        assertThat(List.of(VIEWER, OPERATOR, ADMIN, INTAKE).stream()
                        .map(token -> as(token)
                                .send(method, path, "application/json", body)
                                .status()))
                .containsExactly(viewer, operator, admin, intake);
        assertThat(as(null).send(method, path, "application/json", body).status())
                .isEqualTo(401);
    }

    @Test
    void givenANewToken_whenUsedAndDeleted_thenItWorksUntilThen() {
        // when
        var made = as(ADMIN).post("/api/tokens", "{\"name\": \"till\", \"role\": \"viewer\", \"stores\": [\"acme\"]}");
        var secret = made.json().path("token").asString();
        var id = made.json().path("id").asString();

        // then
        assertThat(made.status()).isEqualTo(201);
        assertThat(as(secret).get("/api/orders").status()).isEqualTo(200);
        assertThat(as(ADMIN).get("/api/tokens").text()).contains(id).doesNotContain(secret);
        assertThat(texts("SELECT tokens::text FROM tokens")).noneMatch(row -> row.contains(secret));
        assertThat(as(ADMIN).delete("/api/tokens/" + id).status()).isEqualTo(204);
        assertThat(as(ADMIN).delete("/api/tokens/" + id).status()).isEqualTo(404);
        assertThat(as(secret).get("/api/orders").status()).isEqualTo(401);
    }

    @Test
    void givenALimitedAdmin_whenGivingRights_thenNeverMoreThanItsOwn() {
        // given
        var limited = token("{\"name\": \"limited admin\", \"role\": \"admin\", \"stores\": [\"acme\"]}");
        as(ADMIN).post("/api/users", user("boss", "admin", null));

        // then
        assertThat(as(limited)
                        .post("/api/tokens", "{\"name\": \"x\", \"role\": \"viewer\"}")
                        .status())
                .isEqualTo(403);
        assertThat(as(limited)
                        .post("/api/tokens", "{\"name\": \"x\", \"role\": \"viewer\", \"stores\": [\"globex\"]}")
                        .status())
                .isEqualTo(403);
        assertThat(as(limited)
                        .post("/api/tokens", "{\"name\": \"x\", \"role\": \"viewer\", \"stores\": [\"acme\"]}")
                        .status())
                .isEqualTo(201);
        assertThat(as(limited)
                        .put("/api/users/boss", user("boss", "admin", null))
                        .status())
                .isEqualTo(404);
        assertThat(as(limited).get("/api/users").json().path("users").size()).isZero();
        assertThat(as(limited).get("/api/tokens").text()).doesNotContain("\"id\":\"operator\"");
        assertThat(as(limited).put("/api/stores/globex", "{}").status()).isEqualTo(403);
        assertThat(as(limited).put("/api/stores/another", "{}").status()).isEqualTo(403);
        assertThat(as(limited).post("/api/stores/globex/pause", "").status()).isEqualTo(404);
    }

    private static String user(String name, String role, @Nullable String password) {
        return JsonMapper.shared()
                .writeValueAsString(Map.of(
                        "name",
                        name,
                        "role",
                        role,
                        "password",
                        password == null ? PASSWORD : password,
                        "email",
                        name + "@example.com"));
    }

    @Test
    void givenAUser_whenMadeChangedAndDeleted_thenThePasswordIsNeverShownAndSessionsEnd() {
        // when
        var made = as(ADMIN).post("/api/users", user("zoe", "operator", null));
        var twice = as(ADMIN).post("/api/users", user("zoe", "operator", null));
        jdbc.sql("INSERT INTO spring_session VALUES ('1', '1', 0, 0, 0, 0, 'zoe')")
                .update();
        var changed = as(ADMIN).put("/api/users/zoe", "{\"role\": \"viewer\", \"stores\": [\"acme\"]}");

        // then
        assertThat(made.status()).isEqualTo(201);
        assertThat(twice.status()).isEqualTo(409);
        assertThat(twice.code()).isEqualTo("name-taken");
        assertThat(changed.json().path("role").asString()).isEqualTo("viewer");
        assertThat(texts("SELECT session_id FROM spring_session")).isEmpty();
        assertThat(texts("SELECT password_hash FROM users")).allMatch(hash -> hash.startsWith("{bcrypt}"));
        assertThat(List.of(made, changed, as(ADMIN).get("/api/users"), as(ADMIN).get("/api/users/zoe")))
                .allSatisfy(answer ->
                        assertThat(answer.text()).doesNotContain("password").doesNotContain("bcrypt"));
        assertThat(as(ADMIN).delete("/api/users/zoe").status()).isEqualTo(204);
        assertThat(as(ADMIN).get("/api/users/zoe").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/api/users  | {'name': 'a', 'role': 'viewer', 'password': 'eleven char'}                  | password",
                "/api/users  | {'name': 'a', 'role': 'viewer'}                                             | password",
                "/api/users  | {'name': 'a/b', 'role': 'viewer', 'password': 'twelve chars'}               | name",
                "/api/users  | {'role': 'viewer', 'password': 'twelve chars'}                              | name",
                "/api/users  | {'name': 'a', 'role': 'intake', 'password': 'twelve chars'}                 | role",
                "/api/users  | {'name': 'a', 'role': 'viewer', 'password': 'twelve chars', 'email': 'x'}   | email",
                "/api/users  | {'name': 'a', 'role': 'viewer', 'password': 'twelve chars', 'stores': []}   | stores",
                "/api/tokens | {'name': 'a', 'role': 'king'}                                               | role",
                "/api/tokens | {'name': '', 'role': 'viewer'}                                              | name",
                "/api/tokens | {'name': 'a', 'role': 'viewer', 'stores': ['A']}                            | stores[0]",
                "/api/tokens | {'name': 'a', 'role': 'viewer', 'expires': 1}                               | expires"
            })
    void givenABadField_whenMade_thenItIsNamed(String path, String json, String field) {
        var answer = as(ADMIN).post(path, json.replace('\'', '"'));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().path("errors").path(0).path("field").asString())
                .isEqualTo(field);
        assertThat(answer.text()).doesNotContain("twelve chars");
    }

    @Test
    void givenAnIncident_whenPeopleTakeCareOfIt_thenItSaysWho() {
        // given
        var order = orders.failed("CV-1");
        jdbc.sql("""
                 INSERT INTO incidents (kind, store_id, opened_at, count)
                 SELECT 'repeated-failure', id, '2026-11-24T09:00:00Z', 1 FROM stores
                 """).update();
        jdbc.sql(
                        "INSERT INTO incident_orders (incident_id, order_id, joined_at) VALUES (1, :id, '2026-11-24T09:00:00Z')")
                .param("id", order.value())
                .update();
        as(ADMIN).post("/api/users", user("zoe", "operator", null));
        as(ADMIN)
                .post(
                        "/api/users",
                        "{\"name\": \"max\", \"role\": \"operator\", \"password\": \"" + PASSWORD
                                + "\", \"stores\": [\"globex\"]}");

        // when
        as(OPERATOR).post("/api/incidents/1/acknowledge", "");
        as(OPERATOR).post("/api/incidents/1/snooze", "{\"until\": \"2026-11-24T13:00:00+01:00\"}");
        var assigned = as(OPERATOR).post("/api/incidents/1/assign", "{\"to\": \"zoe\"}");

        // then
        var incident = assigned.json();
        assertThat(incident.path("acknowledgedBy").asString()).isEqualTo("operator");
        assertThat(incident.path("snoozedUntil").asString()).isEqualTo("2026-11-24T12:00:00Z");
        assertThat(incident.path("assignee").asString()).isEqualTo("zoe");
        assertThat(incident.path("orders").path(0).path("id").asString()).isEqualTo("CV-1");
        assertThat(incident.path("orders").path(0).path("source").asString()).isEqualTo("default");
        assertThat(incident.path("store").asString()).isEqualTo("acme");
        assertThat(as(OPERATOR)
                        .post("/api/incidents/1/assign", "{\"to\": \"nobody\"}")
                        .status())
                .isEqualTo(422);
        assertThat(as(OPERATOR)
                        .post("/api/incidents/1/assign", "{\"to\": \"max\"}")
                        .status())
                .isEqualTo(422);
        assertThat(as(OPERATOR)
                        .post("/api/incidents/1/snooze", "{\"until\": \"2026-11-24T09:00:00Z\"}")
                        .status())
                .isEqualTo(422);
        assertThat(as(OPERATOR)
                        .post("/api/incidents/1/snooze", "{\"until\": \"soon\"}")
                        .status())
                .isEqualTo(422);
        assertThat(as(LIMITED).get("/api/incidents").json().path("incidents").size())
                .isEqualTo(1);
        assertThat(as(LIMITED).get("/api/incidents/2").status()).isEqualTo(404);
        var first = as(VIEWER).get("/api/incidents?limit=1&state=open").json();
        assertThat(first.path("incidents").path(0).path("id").asInt()).isEqualTo(2);
        var second = as(VIEWER)
                .get("/api/incidents?limit=1&cursor=" + first.path("nextCursor").asString())
                .json();
        assertThat(second.path("incidents").path(0).path("id").asInt()).isEqualTo(1);
        assertThat(as(VIEWER)
                        .get("/api/incidents?state=closed")
                        .json()
                        .path("incidents")
                        .size())
                .isZero();
        assertThat(as(VIEWER).get("/api/incidents?state=odd").status()).isEqualTo(422);
    }
}
