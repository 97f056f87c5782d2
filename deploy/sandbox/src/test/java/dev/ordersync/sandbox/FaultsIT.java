package dev.ordersync.sandbox;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

@Execution(ExecutionMode.CONCURRENT)
class FaultsIT extends SandboxIT {

    @ParameterizedTest
    @CsvSource({
        "normal,                 201,     1",
        "timeout-after-saving,   silence, 1",
        "timeout-without-saving, silence, 0",
        "slow,                   201,     1",
        "drop-reference,         silence, 1",
        "half-written,           silence, 1",
        "fewer-lines,            201,     1",
        "empty-order,            201,     1",
        "torn,                   502,     1",
        "torn-early,             502,     1",
        "gateway-timeout,        504,     1",
        "gateway-timeout-late,   504,     0",
        "nonce-used,             401,     1",
        "refuse-with-draft,      422,     1",
        "server-error,           500,     0",
        "no-id,                  201,     1",
        "reset,                  cut,     1",
        "reset-without-saving,   cut,     0",
        "refuse,                 422,     0",
        "throttle,               429,     0",
        "html-page,              200,     0",
        "redirect,               307,     0",
        "down,                   503,     0",
        "unauthorized,           401,     0",
        "late,                   silence, 0",
        "late-twin,              silence, 0"
    })
    void givenAFault_whenPosted_thenTheClientSeesItAndTheBooksSay(String fault, String seen, int copies) {
        Client shop = newShop();
        String delay = fault.equals("slow") ? "PT0.2S" : "PT1H";
        shop.fault("{\"match\":\"CV-1\",\"fault\":\"" + fault + "\",\"delay\":\"" + delay + "\"}");

        var heard = seen.equals("silence") ? shop.postBriefly("key-1", "CV-1") : shop.post("key-1", "CV-1");

        assertThat(heard.seen()).isEqualTo(seen);
        JsonNode event = shop.firstEvent();
        assertThat(shop.copies()).isEqualTo(copies);
        assertThat(event.path("fault").stringValue()).isEqualTo(fault);
        assertThat(event.get("answer").isNull()).isEqualTo(heard.response().isEmpty());
        assertThat(shop.post("key-2", "CV-2").seen())
                .as("another order is not struck")
                .isEqualTo("201");
    }

    @ParameterizedTest
    @ValueSource(strings = {"timeout-after-saving", "drop-reference", "half-written", "no-id", "reset"})
    void givenACopySavedWithoutAProperAnswer_whenTheKeyComesAgain_thenThereIsStillOneCopy(String fault) {
        Client shop = newShop();
        shop.fault("{\"fault\":\"" + fault + "\",\"perOrder\":1}");
        shop.postBriefly("key-1", "CV-1");
        await().until(() -> shop.copies() == 1);

        var again = shop.post("key-1", "CV-1");

        assertThat(again.seen()).isEqualTo("201");
        assertThat(again.json().path("id").stringValue()).isEqualTo("1001");
        assertThat(shop.copies()).isEqualTo(1);
    }

    @Test
    void givenLate_whenTheClientHasHungUp_thenTheCopyAppears() {
        Client shop = newShop();
        shop.fault("{\"fault\":\"late\",\"delay\":\"PT0.1S\"}");

        assertThat(shop.postBriefly("key-1", "CV-1").seen()).isEqualTo("silence");

        // The connection is held for minutes unless the sandbox sees that its client has gone.
        await().atMost(30, SECONDS).until(() -> shop.copies() == 1);
        assertThat(shop.get("/orders?reference=key-1").json().path("orders").size())
                .isEqualTo(1);
    }

    @Test
    void givenSlow_whenTheClientIsImpatient_thenTheKeyIsInFlightAndNothingIsSavedYet() {
        Client shop = newShop();
        shop.fault("{\"fault\":\"slow\",\"delay\":\"PT1H\",\"times\":1}");

        assertThat(shop.postBriefly("key-1", "CV-1").seen()).isEqualTo("silence");

        await().atMost(30, SECONDS)
                .until(() ->
                        shop.admin("GET", "", "").json().at("/totals/posts").intValue() == 1);
        assertThat(shop.copies()).isZero();
        assertThat(shop.post("key-1", "CV-1").code()).isEqualTo("idempotency-in-flight");
    }

    @Test
    void givenLateTwin_whenARetryCameInBetween_thenTwoCopiesCarryTheReference() {
        Client shop = newShop();
        shop.fault("{\"fault\":\"late-twin\",\"delay\":\"PT2S\",\"perOrder\":1}");
        assertThat(shop.postBriefly("key-1", "CV-1").seen()).isEqualTo("silence");

        assertThat(shop.post("key-1", "CV-1").seen()).isEqualTo("201");

        await().atMost(30, SECONDS).until(() -> shop.copies() == 2);
        assertThat(shop.get("/orders?reference=key-1").json().path("orders").size())
                .isEqualTo(2);
        assertThat(shop.admin("GET", "", "").json().at("/totals/doubled/0").stringValue())
                .isEqualTo("CV-1");
    }

    @Test
    void givenDropReference_whenLookedUp_thenOnlyTheListByTimeShowsTheCopy() {
        Client shop = newShop();
        shop.fault("{\"fault\":\"drop-reference\"}");
        shop.postBriefly("key-1", "CV-1");
        await().until(() -> shop.copies() == 1);

        assertThat(shop.get("/orders?reference=key-1").json().path("orders").size())
                .isZero();
        assertThat(shop.get("/orders").json().at("/orders/0/reference").isNull())
                .isTrue();
    }

    @Test
    void givenHalfWritten_whenReadAgainLater_thenItIsWhole() {
        Client shop = newShop();
        shop.fault("{\"fault\":\"half-written\",\"delay\":\"PT8S\"}");
        shop.postBriefly("key-1", "CV-1");
        await().until(() -> shop.copies() == 1);

        assertThat(linesOf(shop, "1001")).isEqualTo(1);
        await().atMost(30, SECONDS).until(() -> linesOf(shop, "1001") == 2);
    }

    @Test
    void givenFewerLines_whenAnswered_thenTheCopyLacksThemForGood() {
        Client shop = newShop();
        shop.fault("{\"fault\":\"fewer-lines\"}");

        var heard = shop.post("key-1", "CV-1");

        assertThat(heard.json().at("/order/lines").size()).isEqualTo(1);
        assertThat(linesOf(shop, "1001")).isEqualTo(1);
        assertThat(shop.post("key-1", "CV-1").seen())
                .as("the key stands for what was sent")
                .isEqualTo("201");
    }

    @Test
    void givenNoId_whenAnswered_thenOnlyTheAnswerLacksIt() {
        Client shop = newShop();
        shop.fault("{\"fault\":\"no-id\"}");

        JsonNode copy = shop.post("key-1", "CV-1").json();

        assertThat(copy.path("id").isString()).isFalse();
        assertThat(shop.get("/orders?reference=key-1").json().at("/orders/0/id").stringValue())
                .isEqualTo("1001");
    }

    @Test
    void givenAnswersFromInBetween_whenPosted_thenTheyAreNotTheShopsJson() {
        Client shop = newShop();
        shop.fault("{\"fault\":\"html-page\",\"match\":\"H\"},{\"fault\":\"redirect\",\"match\":\"R\"}"
                + ",{\"fault\":\"down\",\"match\":\"D\"},{\"fault\":\"throttle\",\"match\":\"T\"}"
                + ",{\"fault\":\"refuse\",\"match\":\"N\"}");

        assertThat(shop.post("h", "H").header("Content-Type")).startsWith("text/html");
        assertThat(shop.post("r", "R").header("Location")).startsWith("http");
        assertThat(shop.post("d", "D").header("Content-Type")).startsWith("text/html");
        assertThat(shop.post("t", "T").header("Retry-After")).isEqualTo("2");
        assertThat(shop.post("t", "T").code()).isEqualTo("too-many-requests");
        assertThat(shop.post("n", "N").code()).isEqualTo("unknown-sku");
    }

    @ParameterizedTest
    @CsvSource({"down, 503", "unauthorized, 401"})
    void givenAFaultOfAllPaths_whenRead_thenEveryPathMeetsIt(String fault, String status) {
        Client shop = newShop();
        shop.post("key-1", "CV-1");
        shop.fault("{\"fault\":\"" + fault + "\"}");

        for (String path : new String[] {"/shop", "/orders", "/orders/1001", "/nowhere"}) {
            assertThat(shop.get(path).seen()).as(path).isEqualTo(status);
        }
        assertThat(shop.delete("/orders/1001").seen()).isEqualTo(status);
        shop.fault("");
        assertThat(shop.get("/orders/1001").seen()).isEqualTo("200");
    }

    @Test
    void givenIgnoredFilters_whenAskedByReference_thenUnrelatedOrdersCome() {
        Client shop = newShop();
        shop.post("key-1", "CV-1");
        shop.post("key-2", "CV-2");
        shop.fault("{\"fault\":\"ignore-filters\"}");

        JsonNode page = shop.get("/orders?reference=key-9&createdBefore=2000-01-01T00:00:00Z")
                .json();

        assertThat(page.path("orders").size()).isEqualTo(2);
    }

    @Test
    void givenAStaleList_whenListed_thenTheYoungOrderIsMissingThereButReadable() {
        Client shop = newShop();
        shop.post("key-1", "CV-1");
        shop.fault("{\"fault\":\"stale-list\",\"delay\":\"PT1H\"}");

        assertThat(shop.get("/orders").json().path("orders").size()).isZero();
        assertThat(shop.get("/orders?reference=key-1").json().path("orders").size())
                .isZero();
        assertThat(shop.get("/orders/1001").seen()).isEqualTo("200");
        shop.fault("{\"fault\":\"stale-list\",\"delay\":\"PT0.001S\"}");
        await().atMost(30, SECONDS)
                .until(() -> shop.get("/orders").json().path("orders").size() == 1);
    }

    @Test
    void givenAListError_whenListed_thenItFailsAsOftenAsWanted() {
        Client shop = newShop();
        shop.fault("{\"fault\":\"list-error\",\"times\":1}");

        assertThat(shop.get("/orders").seen()).isEqualTo("500");
        assertThat(shop.get("/orders").seen()).isEqualTo("200");
    }

    @Test
    void givenFaultsOfDeleting_whenDeleted_thenRefusedOrSilentlyDoneOrLost() {
        Client shop = newShop();
        shop.post("key-1", "CV-1");
        shop.post("key-2", "CV-2");
        shop.post("key-3", "CV-3");
        shop.fault("{\"fault\":\"delete-refused\",\"match\":\"CV-1\"},{\"fault\":\"delete-silent\",\"match\":\"CV-2\"},"
                + "{\"fault\":\"delete-lost\",\"match\":\"CV-3\"}");

        assertThat(shop.delete("/orders/1001").code()).isEqualTo("not-deletable");
        assertThat(shop.act("/orders/1001/cancel").seen()).isEqualTo("200");
        assertThat(shop.deleteBriefly("/orders/1002").seen()).isEqualTo("silence");
        await().until(() -> shop.get("/orders/1002").seen().equals("404"));
        assertThat(shop.deleteBriefly("/orders/1003").seen()).isEqualTo("silence");
        assertThat(shop.get("/orders/1003").seen()).isEqualTo("200");
    }

    @Test
    void givenAnotherShop_whenAskedWhoItIs_thenTheIdDiffers() {
        Client shop = newShop();
        JsonNode before = shop.get("/shop").json();
        shop.fault("{\"fault\":\"other-shop\"}");

        assertThat(shop.get("/shop").json().path("id")).isNotEqualTo(before.path("id"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"fault\":\"bad-weather\"}",
                "{}",
                "{\"fault\":\"late\",\"delay\":\"soon\"}",
                "{\"fault\":\"late\",\"delay\":\"PT2H\"}",
                "{\"fault\":\"late\",\"times\":0}",
                "{\"fault\":\"late\",\"probability\":1.1}",
                "{\"fault\":\"list-error\",\"match\":\"CV-*\"}"
            })
    void givenARuleThatMakesNoSense_whenSet_thenItIsRefusedAndTheOldOnesStay(String rule) {
        Client shop = newShop();
        shop.fault("{\"fault\":\"refuse\"}");

        var refused = shop.admin("PUT", "/faults", "{\"rules\":[" + rule + "]}");

        assertThat(refused.seen() + refused.code()).isEqualTo("422bad-rule");
        assertThat(shop.admin("GET", "/faults", "").json().at("/rules/0/fault").stringValue())
                .isEqualTo("refuse");
    }

    private static int linesOf(Client shop, String id) {
        return shop.get("/orders/" + id).json().at("/order/lines").size();
    }
}
