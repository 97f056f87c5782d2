package dev.ordersync.sandbox.shopify;

import dev.ordersync.sandbox.shop.Answer;
import dev.ordersync.sandbox.shop.Links;
import dev.ordersync.sandbox.shop.Post;
import dev.ordersync.sandbox.shop.Sender;
import dev.ordersync.sandbox.shop.Shops;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The one address of the Admin API. */
@RestController
class ShopifyApi {

    private final Shops shops;
    private final Desk desk;
    private final Links links;
    private final Sender sender;
    private final JsonMapper json;

    ShopifyApi(Shops shops, Desk desk, Links links, Sender sender, JsonMapper json) {
        this.shops = shops;
        this.desk = desk;
        this.links = links;
        this.sender = sender;
        this.json = json;
    }

    private record Question(
            @Nullable String query, @Nullable Map<String, Object> variables) {}

    @PostMapping("/shops/{shop}/admin/api/{version}/graphql.json")
    void ask(
            @PathVariable String shop,
            @PathVariable String version,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        var question = question(request);
        var answer = question.isEmpty() || question.get().query() == null
                ? new Answer.Json(400, Map.of("errors", Map.of("query", "Required parameter missing or invalid")))
                : answer(shop, version, question.get().query(), question.get().variables());
        sender.send(answer, response);
    }

    private Answer answer(String shop, String version, String query, @Nullable Map<String, Object> variables) {
        return desk.answer(shops.get(shop), version, links.base(), query, variables == null ? Map.of() : variables);
    }

    private Optional<Question> question(HttpServletRequest request) throws IOException {
        byte[] bytes = request.getInputStream().readNBytes(Post.MAX_BODY_BYTES + 1);
        if (bytes.length > Post.MAX_BODY_BYTES) {
            return Optional.empty();
        }
        try {
            return Optional.of(json.readValue(bytes, Question.class));
        } catch (JacksonException _) {
            return Optional.empty();
        }
    }
}
