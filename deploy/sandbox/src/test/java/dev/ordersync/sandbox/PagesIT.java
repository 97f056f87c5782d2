package dev.ordersync.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersync.sandbox.Client.Heard;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class PagesIT extends SandboxIT {

    private static final String HAND = "firstName=Zo%C3%AB&lastName=ONeil&email=zoe%40example.com&line1=12+Harbour"
            + "&city=SF&region=CA&postalCode=94107&country=US&sku=TEE-M&title=Tee&quantity=2&unitPrice=19.90&currency=USD"
            + "&orderId=";

    @Test
    void givenAnOrderWithMarkup_whenItsPagesAreShown_thenItIsTextOnAll() {
        Client shop = shop("markup");
        String order = "{\"id\":\"CV-1\",\"customer\":{\"firstName\":\"<script>x</script>\"},\"total\":\"48.00\","
                + "\"lines\":[{\"title\":\"<script>x</script>\",\"quantity\":1}]}";
        shop.post("<script>x</script>", "ref", order);

        for (String page : new String[] {"", "/orders/1001", "/posts", "/switches"}) {
            Heard heard = shop.page("/ui/markup" + page);
            assertThat(heard.seen()).as(page).isEqualTo("200");
            assertThat(heard.body()).as(page).startsWith("<!doctype html>").doesNotContain("<script");
        }
        assertThat(shop.page("/ui/markup").body()).contains("&lt;script&gt;", "#1001");
        assertThat(shop.page("/").body()).contains("/ui/markup");
    }

    @Test
    void givenMoreOrdersThanAPageHolds_whenPaged_thenTheOldestIsOnTheSecond() {
        Client shop = shop("paged");
        for (int order = 1; order <= 51; order++) {
            shop.post("key-" + order, "CV-" + order);
        }

        String first = shop.page("/ui/paged").body();
        String cursor = first.replaceFirst("(?s).*/ui/paged\\?cursor=([0-9.]+).*", "$1");

        assertThat(first).contains("#1051").doesNotContain("#1001<");
        assertThat(shop.page("/ui/paged?cursor=" + cursor).body())
                .contains("#1001<")
                .doesNotContain("#1051<");
        assertThat(shop.page("/ui/paged/posts?cursor=50").body()).contains("key-1<");
    }

    @Test
    void givenTheForm_whenAnOrderIsTypedIn_thenItHasNoReferenceAndNoIdOfTheMarketplace() {
        Client shop = shop("by-hand");

        assertThat(shop.form("/ui/by-hand/orders", HAND, "same-origin").seen()).isEqualTo("302");

        JsonNode copy = shop.get("/orders/1001").json();
        assertThat(copy.get("reference").isNull()).isTrue();
        assertThat(copy.at("/order/total").stringValue()).isEqualTo("39.80");
        assertThat(copy.at("/order/customer/firstName").stringValue()).isEqualTo("Zoë");
        assertThat(copy.path("order").has("id")).isFalse();
        assertThat(shop.page("/ui/by-hand").body()).contains("no reference");
    }

    @ParameterizedTest
    @CsvSource({"CANCEL, cancelled", "TRASH, trashed", "FULFIL, fulfilled"})
    void givenACopy_whenTheMerchantActs_thenTheApiSaysSo(String act, String status) {
        Client shop = newShop();
        shop.post("key-1", "CV-1");
        String page = "/ui/" + shop.name() + "/orders/1001/act";

        shop.form(page, "act=" + act, "same-origin");

        assertThat(shop.get("/orders/1001").json().path("status").stringValue()).isEqualTo(status);
        shop.form(page, "act=REOPEN", "same-origin");
        assertThat(shop.get("/orders/1001").json().path("status").stringValue()).isEqualTo("open");
        shop.form(page, "act=MARK_TEST", "same-origin");
        assertThat(shop.get("/orders/1001").json().path("test").booleanValue()).isTrue();
    }

    @Test
    void givenACopy_whenTheMerchantEditsIt_thenTheContentAndItsTimeChange() {
        Client shop = newShop();
        shop.post("key-1", "CV-1");
        String page = "/ui/" + shop.name() + "/orders/1001/edit";

        Heard refused = shop.form(page, "order=nothing", "same-origin");
        shop.form(page, "order=" + encoded("{\"id\":\"CV-1\",\"note\":\"blue\"}"), "same-origin");

        assertThat(refused.seen()).isEqualTo("422");
        assertThat(refused.body()).contains("That was not done");
        JsonNode copy = shop.get("/orders/1001").json();
        assertThat(copy.at("/order/note").stringValue()).isEqualTo("blue");
        assertThat(copy.get("editedAt").isString()).isTrue();
        assertThat(shop.get("/orders?reference=key-1").json().path("orders").size())
                .isEqualTo(1);
    }

    @Test
    void givenTheSwitches_whenARuleIsAddedAndRemoved_thenTheShopObeysEachTime() {
        Client shop = newShop();
        String rules = "/ui/" + shop.name() + "/rules";
        String rule = "fault=refuse&match=CV-*&times=&perOrder=&percent=100&delay=2.5";

        shop.form(rules, rule, "same-origin");
        assertThat(shop.post("key-1", "CV-1").seen()).isEqualTo("422");
        assertThat(shop.page("/ui/" + shop.name() + "/switches").body()).contains("CV-*", "2500 ms");

        shop.form(rules + "/remove", rule, "same-origin");
        assertThat(shop.post("key-1", "CV-1").seen()).isEqualTo("201");
        assertThat(shop.form(rules + "/remove", rule, "same-origin").seen()).isEqualTo("409");
        assertThat(shop.form(rules, "fault=late&delay=7200", "same-origin").seen())
                .isEqualTo("422");
    }

    @Test
    void givenAWrongName_whenEmptied_thenNothingIsForgotten() {
        Client shop = newShop();
        shop.post("key-1", "CV-1");
        String page = "/ui/" + shop.name() + "/clear";

        assertThat(shop.form(page, "name=another", "same-origin").seen()).isEqualTo("422");
        assertThat(shop.copies()).isEqualTo(1);

        shop.form(page, "name=" + shop.name(), "same-origin");
        assertThat(shop.copies()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"cross-site", "same-site"})
    void givenAnotherSitesPage_whenItPressesAButton_thenNothingHappens(String site) {
        Client shop = newShop();

        Heard refused = shop.form("/ui/" + shop.name() + "/orders", HAND, site);

        assertThat(refused.seen()).isEqualTo("403");
        assertThat(shop.copies()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/ui/demo/orders/77", "/ui/UPPER", "/mail/77"})
    void givenNothingThere_whenAPersonLooks_thenAPageSaysSo(String path) {
        Heard missing = newShop().page(path);

        assertThat(missing.seen()).isEqualTo("404");
        assertThat(missing.body()).contains("<h1>That was not done</h1>");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
