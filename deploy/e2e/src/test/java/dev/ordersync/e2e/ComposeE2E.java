package dev.ordersync.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The system in containers, brought up and used once. Where no Docker engine answers it is skipped, and says so. */
class ComposeE2E {
    private static final Duration UP_WITHIN = Duration.ofMinutes(5);
    private static final int CONSOLE = Program.freePort();
    private static final int INTAKE = Program.freePort();
    private static final int SANDBOX = Program.freePort();
    private static final int MAIL = Program.freePort();
    private static final int PROMETHEUS = Program.freePort();
    private static final int GRAFANA = Program.freePort();

    private static final Web WEB = new Web();

    @SuppressWarnings("NullAway.Init") // started before all tests, or all are skipped
    private static Compose compose;

    @BeforeAll
    static void up() {
        assumeFalse("embedded".equals(System.getProperty("services")), "-Dservices=embedded: no containers wanted");
        var command = Compose.command();
        assumeFalse(command.isEmpty(), "No Docker engine with Compose answers: docker-compose.yml is not tried here");
        compose = Compose.up(
                command,
                Map.of(
                        "ORDERSYNC_API_TOKEN", Web.TOKEN,
                        "CONSOLE_PORT", Integer.toString(CONSOLE),
                        "INTAKE_PORT", Integer.toString(INTAKE),
                        "SANDBOX_PORT", Integer.toString(SANDBOX),
                        "MAIL_PORT", Integer.toString(MAIL),
                        "PROMETHEUS_PORT", Integer.toString(PROMETHEUS),
                        "GRAFANA_PORT", Integer.toString(GRAFANA)));
        awaitUp(at(SANDBOX) + "/health");
        awaitUp(at(CONSOLE) + "/actuator/health/readiness");
        awaitUp(at(INTAKE) + "/actuator/health/readiness");
    }

    @AfterAll
    static void down() {
        if (compose != null) {
            compose.close();
        }
    }

    @Test
    void givenAFreshSystem_whenOrdersAreHandedOver_thenTheyArriveAndPeopleAndMonitorsSeeIt() {
        // given
        assertThat(WEB.put(
                                at(SANDBOX) + "/admin/shops/demo/faults",
                                Map.of("rules", List.of(Map.of("match", "BAD-*", "fault", "refuse"))))
                        .status())
                .isEqualTo(200);
        var saved = WEB.put(at(CONSOLE) + "/api/stores/demo", store());
        assertThat(saved.status()).as(saved.body()).isEqualTo(201);
        assertThat(saved.json().get("state").asString()).as(saved.body()).isEqualTo("active");

        // when
        handOver("GOOD-1");
        handOver("BAD-1");

        // then
        awaitStatus("GOOD-1", "synced");
        awaitStatus("BAD-1", "rejected");
        await("a mail about the refused order")
                .atMost(Duration.ofMinutes(1))
                .until(() -> WEB.get(at(MAIL) + "/api/v1/messages").body().contains("ops@example.com"));
        awaitAnswer(PROMETHEUS, "/api/v1/query?query=sum(up)", "\"2\"");
        awaitAnswer(PROMETHEUS, "/api/v1/query?query=max(ordersync_orders%7Bstatus%3D%22synced%22%7D)", "\"1\"");
        assertThat(WEB.get(at(PROMETHEUS) + "/api/v1/rules").body()).contains("OrderOverdue");
        assertThat(WEB.get(at(GRAFANA) + "/api/dashboards/uid/order-sync").body())
                .contains("ordersync_orders");
    }

    @Test
    void thenNoneOfOurContainersRunsAsRoot_andEachIsHealthy() {
        for (var service : List.of("sync-worker", "reconciler", "sandbox")) {
            assertThat(compose.succeeds(service, "sh", "-c", "test \"$(id -u)\" = 10001"))
                    .as(service + " is not root")
                    .isTrue();
            assertThat(compose.succeeds(service, "bash", "/usr/local/bin/is-healthy"))
                    .as(service + " calls itself healthy")
                    .isTrue();
        }
    }

    private static Map<String, Object> store() {
        return Map.of(
                "platform",
                "http",
                "baseUrl",
                "http://sandbox:8082/shops/demo",
                "credentials",
                Map.of("bearerToken", "sandbox-token"),
                "alertEmails",
                List.of("ops@example.com"));
    }

    private static void handOver(String id) {
        var answer = WEB.post(at(INTAKE) + "/api/orders", "application/json", """
                {"id":"%s","store":"demo","placedAt":"2026-11-24T10:15:30Z","currency":"USD",\
                "customer":{"firstName":"Ada","lastName":"Byron","email":"ada@example.com","phone":null},\
                "shippingAddress":{"name":"Ada","line1":"1 Main St","city":"Springfield","region":"CA","postalCode":"94107",\
                "country":"US"},"lines":[{"sku":"TEE-M","title":"Tee","quantity":1,"unitPrice":"10.00"}],\
                "shipping":"1.00","tax":"0.50","discount":"0.00","total":"11.50"}""".formatted(id));
        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
    }

    private static void awaitStatus(String id, String status) {
        await(id + " is " + status)
                .atMost(Duration.ofMinutes(1))
                .until(
                        () -> WEB.get(at(CONSOLE) + "/api/orders/" + id)
                                .json()
                                .path("status")
                                .asString(),
                        status::equals);
    }

    private static void awaitAnswer(int port, String path, String part) {
        await(path)
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> assertThat(WEB.get(at(port) + path).body()).contains(part));
    }

    private static void awaitUp(String url) {
        await(url).atMost(UP_WITHIN).pollInterval(Duration.ofMillis(500)).until(() -> WEB.isUp(url));
    }

    private static String at(int port) {
        return "http://localhost:" + port;
    }
}
