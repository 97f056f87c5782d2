package dev.ordersync.reconciler.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersync.order.StoreKey;
import dev.ordersync.platform.Verification;
import dev.ordersync.testing.Http;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

class StoresIT extends ApiFixture {
    private static final String SECRET = "sk-never-to-be-seen";

    private static String settings(String baseUrl, @Nullable String token) {
        var json = JsonNodeFactory.instance
                .objectNode()
                .put("platform", "scripted")
                .put("baseUrl", baseUrl);
        json.putArray("alertEmails").add("ops@example.com");
        if (token != null) {
            json.putObject("credentials").put("bearerToken", token);
        }
        return json.toString();
    }

    private static String shop() {
        return "https://93.184.215.14/shop";
    }

    private Http.Answer put(String key, String json) {
        return as(ADMIN).put("/api/stores/" + key, json);
    }

    private List<String> signals() {
        return texts("SELECT kind FROM signals ORDER BY id");
    }

    @Test
    void givenNoSuchStore_whenPut_thenItIsMadeVerifiedAndActive() {
        var answer = put("new-store", settings(shop(), SECRET));

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.json().path("state").asString()).isEqualTo("active");
        assertThat(answer.json().path("stateReason").isNull()).isTrue();
        assertThat(answer.json().path("shopId").asString()).isEqualTo("shop-1");
        assertThat(answer.json().path("lastVerified").asString()).isEqualTo("2026-11-24T10:00:00Z");
        assertThat(answer.json().path("clockSkew").asString()).isEqualTo("PT7S");
        var capabilities = answer.json().path("capabilities");
        assertThat(capabilities.path("recognition").asString()).isEqualTo("native-key");
        assertThat(capabilities.path("scopes").path("shop").asBoolean()).isTrue();
        assertThat(capabilities.path("words").path(0).asString()).contains("one order only");
        assertThat(answer.json().path("policy").path("requestTimeout").asString())
                .isEqualTo("PT30S");
        assertThat(answer.json().path("policy").path("onExactMatch").asString()).isEqualTo("link");
        assertThat(answer.json().path("limits").path("posting").asInt()).isEqualTo(8);
        assertThat(texts("SELECT store_id::text FROM store_stops WHERE ended_at IS NULL"))
                .isEmpty();
    }

    @Test
    void givenAShopThatIsUnreachable_whenPut_thenTheStoreIsSavedAndHeldUntilAVerifySucceeds() {
        // given
        shop.verifiesAs(ScriptedShop.unreachable());

        // when
        var answer = put("new-store", settings(shop(), SECRET));

        // then
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.json().path("state").asString()).isEqualTo("held");
        assertThat(answer.json().path("stateReason").asString())
                .startsWith("unverified: ")
                .contains("no connection");
        assertThat(answer.json().path("limits").path("posting").asInt(-1)).isZero();
        assertThat(signals()).isEmpty();

        // and when
        shop.verifiesAs(ScriptedShop.fine("shop-1"));
        var verified = as(ADMIN).post("/api/stores/new-store/verify", "");

        // then
        assertThat(verified.status()).isEqualTo(200);
        assertThat(verified.json().path("ok").asBoolean()).isTrue();
        assertThat(verified.json().path("checks").path(0).path("name").asString())
                .isEqualTo("shop");
        assertThat(state("new-store")).isEqualTo("active");
    }

    @Test
    void givenAShopThatRefusesUs_whenPut_thenTheStoreIsHeldForThatAndNobodyIsMailed() {
        shop.verifiesAs(ScriptedShop.refuses("unauthorized"));

        var created = put("new-store", settings(shop(), SECRET));
        var changed = put("acme", settings("https://shop.example", null));

        assertThat(created.json().path("stateReason").asString()).startsWith("unauthorized: ");
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.json().path("stateReason").asString()).startsWith("unauthorized: ");
        assertThat(signals()).isEmpty();
    }

    private String state(String key) {
        return as(VIEWER).get("/api/stores/" + key).json().path("state").asString();
    }

    @ParameterizedTest
    @CsvSource({
        "unauthorized, unauthorized, held,   credentials",
        ",             unreachable,  active,",
        ",             shop-9,       held,   wrong-shop",
        ",             shop-1,       active,"
    })
    void givenAnActiveStore_whenVerified_thenOnlyARefusalOrAnotherShopHoldsIt(
            @Nullable String hold, String answers, String state, @Nullable String signal) {
        // given
        shop.verifiesAs(
                hold != null
                        ? ScriptedShop.refuses(hold)
                        : answers.equals("unreachable") ? ScriptedShop.unreachable() : ScriptedShop.fine(answers));

        // when
        var answer = as(ADMIN).post("/api/stores/acme/verify", "{}");

        // then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("ok").asBoolean()).isEqualTo(answers.equals("shop-1"));
        assertThat(state("acme")).isEqualTo(state);
        assertThat(signals()).isEqualTo(signal == null ? List.of() : List.of(signal));
        assertThat(texts("SELECT shop_id FROM stores WHERE key = 'acme'")).containsExactly("shop-1");
    }

    @Test
    void G2_givenTheWrongShop_whenTheKnownOneAnswersAgain_thenTheHoldIsLifted() {
        // given
        shop.verifiesAs(ScriptedShop.fine("shop-9"));
        as(ADMIN).post("/api/stores/acme/verify", "");
        assertThat(as(VIEWER).get("/api/stores/acme").json().path("stateReason").asString())
                .startsWith("wrong-shop: ");

        // when
        shop.verifiesAs(ScriptedShop.unreachable());
        as(ADMIN).post("/api/stores/acme/verify", "");
        assertThat(state("acme")).isEqualTo("held");
        shop.verifiesAs(ScriptedShop.fine("shop-1"));
        as(ADMIN).post("/api/stores/acme/verify", "");

        // then
        assertThat(state("acme")).isEqualTo("active");
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{'platform': 'nosuch'}                          | platform",
                "{'platform': null}                              | platform",
                "{'baseUrl': 'http://shop.example'}              | baseUrl",
                "{'baseUrl': 'https://10.0.0.1'}                 | baseUrl",
                "{'baseUrl': 'ftp://93.184.215.14'}              | baseUrl",
                "{'baseUrl': null}                               | baseUrl",
                "{'credentials': null}                           | credentials.bearerToken",
                "{'credentials': {}}                             | credentials.bearerToken",
                "{'credentials': {'bearerToken': ''}}            | credentials.bearerToken",
                "{'credentials': {'bearerToken': 'a b'}}         | credentials.bearerToken",
                "{'credentials': {'bearerToken': 'a', 'x': 'b'}} | credentials.x",
                "{'alertEmails': []}                             | alertEmails",
                "{'alertEmails': ['nobody']}                     | alertEmails[0]",
                "{'alertEmails': ['a@b.example', 'x@y, z@y']}    | alertEmails[1]",
                "{'extra': 1}                                    | extra",
                "{'policy': {'maxAttempts': 0}}                  | policy.maxAttempts",
                "{'policy': {'maxAttempts': '5'}}                | policy.maxAttempts",
                "{'policy': {'concurrency': 1001}}               | policy.concurrency",
                "{'policy': {'ratePerSecond': 10001}}            | policy.ratePerSecond",
                "{'policy': {'requestTimeout': 'PT0.5S'}}        | policy.requestTimeout",
                "{'policy': {'requestTimeout': 'soon'}}          | policy.requestTimeout",
                "{'policy': {'settleWindow': 'PT25M'}}           | policy.retryWithin",
                "{'policy': {'onExactMatch': 'guess'}}           | policy.onExactMatch",
                "{'policy': {'twinWatch': ['PT10M', 'PT0S']}}    | policy.twinWatch[1]",
                "{'policy': {'alerts': {'digestEvery': 'PT0S'}}} | policy.alerts.digestEvery",
                "{'policy': {'colour': 'red'}}                   | policy.colour",
                "{'policy': {'alerts': {'colour': 'red'}}}       | policy.alerts.colour"
            })
    void givenABadSetting_whenPut_thenItIsNamedAndNothingIsSaved(String bad, String field) {
        // given
        var json = mapper().readTree(settings(shop(), SECRET));
        var settings = (ObjectNode) json;
        mapper().readTree(bad.replace('\'', '"'))
                .properties()
                .forEach(member -> settings.set(member.getKey(), member.getValue()));

        // when
        var answer = put("new-store", settings.toString());

        // then
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.code()).isEqualTo("invalid");
        var fields = new ArrayList<String>();
        answer.json()
                .path("errors")
                .forEach(error -> fields.add(error.path("field").asString()));
        assertThat(fields).containsExactly(field);
        assertThat(answer.text()).doesNotContain(SECRET);
        assertThat(as(ADMIN).get("/api/stores/new-store").status()).isEqualTo(404);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "http        | {'bearerToken': 't', 'webhookSecret': 'plain'}           | credentials.webhookSecret",
                "http        | {'bearerToken': 't', 'webhookSecret': 'whsec_'}          | credentials.webhookSecret",
                "http        | {'bearerToken': 't', 'webhookSecret': 'whsec_!!'}        | credentials.webhookSecret",
                "woocommerce | {'consumerKey': 'ck_1'}                                  | credentials.consumerSecret",
                "woocommerce | {'consumerKey': 'cs_1', 'consumerSecret': 'cs_1'}        | credentials.consumerKey",
                "woocommerce | {'consumerKey': 'ck_1', 'consumerSecret': 'ck_1'}        | credentials.consumerSecret",
                "woocommerce | {'consumerKey': 'ck_1', 'consumerSecret': 'cs_1', 'bearerToken': 't'} | credentials.bearerToken"
            })
    void givenCredentialsOfAnotherShape_whenPut_thenTheOneIsNamedAndNothingIsSaved(
            String platform, String credentials, String field) {
        // given
        var settings = (ObjectNode) mapper().readTree(settings(shop(), null));
        settings.put("platform", platform).set("credentials", mapper().readTree(credentials.replace('\'', '"')));

        // when
        var answer = put("new-store", settings.toString());

        // then
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().path("errors"))
                .singleElement()
                .satisfies(error -> assertThat(error.path("field").asString()).isEqualTo(field));
        assertThat(as(ADMIN).get("/api/stores/new-store").status()).isEqualTo(404);
    }

    @Test
    void givenAListThatWasSeenLateAndAWrongClock_whenVerified_thenBothAreWarnedOf() {
        // given
        jdbc.sql("UPDATE stores SET measured_lag_ms = 900000, version = version + 1 WHERE key = 'acme'")
                .update();
        shop.verifiesAs(new Verification(
                List.of(new Verification.Check("shop", true, "ok")),
                "shop-1",
                "A shop",
                null,
                TestClock.START.minusSeconds(420)));

        // when
        var answer = as(ADMIN).post("/api/stores/acme/verify", "").json();

        // then
        assertThat(answer.path("ok").asBoolean()).isTrue();
        assertThat(answer.path("checks")
                        .valueStream()
                        .map(check -> check.path("name").asString()))
                .containsExactly("shop", "settle window", "clock", "list lag");
        assertThat(answer.at("/checks/1/detail").asString())
                .startsWith("warning: ")
                .contains("PT15M");
        assertThat(answer.at("/checks/2/detail").asString())
                .startsWith("warning: ")
                .contains("PT-7M");
        assertThat(answer.at("/checks/3/detail").asString())
                .startsWith("measured when")
                .contains("PT15M");
    }

    private static JsonMapper mapper() {
        return JsonMapper.shared();
    }

    @ParameterizedTest
    @CsvSource({"Acme", "a_b", "a%20b"})
    void givenABadKey_whenPut_thenItIsRefused(String key) {
        assertThat(put(key, settings(shop(), SECRET)).status()).isEqualTo(422);
    }

    @Test
    void givenSeveralBadSettings_whenPut_thenAllAreNamedAtOnce() {
        var answer = put("new-store", "{\"policy\": {\"maxAttempts\": 0, \"concurrency\": 0}}");

        assertThat(answer.json().path("errors").size()).isEqualTo(5);
    }

    @Test
    void givenAStore_whenPutWithoutCredentials_thenTheyStayAndNoAnswerEverShowsThem() {
        // given
        put("new-store", settings(shop(), SECRET));

        // when
        var kept = put("new-store", settings(shop(), null));

        // then
        assertThat(kept.status()).isEqualTo(200);
        assertThat(stores.find(new StoreKey("new-store")).orElseThrow().shop().credential("bearerToken"))
                .isEqualTo(SECRET);
        assertThat(List.of(
                        kept,
                        as(ADMIN).get("/api/stores/new-store"),
                        as(ADMIN).get("/api/stores"),
                        as(ADMIN).post("/api/stores/new-store/verify", ""),
                        as(ADMIN).post("/api/stores/new-store/pause", "")))
                .allSatisfy(answer ->
                        assertThat(answer.text()).doesNotContain(SECRET).doesNotContain("a-secret-of-the-shop"));
        assertThat(texts("SELECT encode(credentials, 'escape') FROM stores"))
                .noneMatch(stored -> stored.contains(SECRET));
    }

    @Test
    void givenAnotherAddress_whenPut_thenTheStoreIsHeldUntilItsShopIsKnownAgain() {
        // given
        var seen = new ArrayList<String>();
        shop.beforeVerifying(() -> seen.add(state("acme")));

        // when
        var answer = put("acme", settings(shop(), null));

        // then
        assertThat(seen).containsExactly("held");
        assertThat(answer.json().path("state").asString()).isEqualTo("active");
        assertThat(answer.json().path("policyVersion").asInt()).isEqualTo(2);
    }

    @Test
    void givenAnActiveStore_whenPausedAndResumed_thenItsStateSaysSo() {
        var paused = as(ADMIN).post("/api/stores/acme/pause", "{\"reason\": \"stock-taking\"}");
        var again = as(ADMIN).post("/api/stores/acme/pause", "");
        var resumed = as(ADMIN).post("/api/stores/acme/resume", "");

        assertThat(paused.status()).isEqualTo(200);
        assertThat(paused.json().path("state").asString()).isEqualTo("paused");
        assertThat(paused.json().path("stateReason").asString()).isEqualTo("paused: by bootstrap, stock-taking");
        assertThat(again.json().path("stateReason").asString()).isEqualTo("paused: by bootstrap, stock-taking");
        assertThat(resumed.json().path("state").asString()).isEqualTo("active");
        assertThat(texts("SELECT ended_at::text FROM store_stops")).hasSize(1).doesNotContainNull();
    }

    @Test
    void givenManyStores_whenListed_thenPagesFollowEachOtherAndShowOnlyWhatTheCallerMaySee() {
        var first = as(VIEWER).get("/api/stores?limit=1").json();
        var second = as(VIEWER)
                .get("/api/stores?limit=1&cursor=" + first.path("nextCursor").asString())
                .json();

        assertThat(first.path("stores").path(0).path("key").asString()).isEqualTo("acme");
        assertThat(second.path("stores").path(0).path("key").asString()).isEqualTo("globex");
        assertThat(second.path("nextCursor").isNull()).isTrue();
        var limited = as(LIMITED).get("/api/stores").json();
        assertThat(limited.path("stores").size()).isEqualTo(1);
        assertThat(as(LIMITED).get("/api/stores/globex").status()).isEqualTo(404);
        assertThat(as(VIEWER).get("/api/stores?limit=201").status()).isEqualTo(422);
    }
}
