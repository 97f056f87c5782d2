package dev.ordersync.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls over HTTP as a user's program makes them. */
final class Web {
    static final String TOKEN = "an admin token for the end to end test";
    static final JsonMapper JSON = JsonMapper.shared();
    private static final int MAX_PAGES = 1_000;
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final Duration timeout;

    Web() {
        this(TIMEOUT);
    }

    /** @param timeout how long an answer may take */
    Web(Duration timeout) {
        this.timeout = timeout;
    }

    record Answer(int status, String body) {
        JsonNode json() {
            return JSON.readTree(body);
        }
    }

    Answer get(String url) {
        return send(request(url).GET());
    }

    Answer put(String url, Object body) {
        return send(request(url)
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body))));
    }

    Answer post(String url, String contentType, String body) {
        return send(request(url).header("Content-Type", contentType).POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    /** All items of a list that is answered in pages. */
    List<JsonNode> pages(String url, String items) {
        var all = new ArrayList<JsonNode>();
        String cursor = "";
        for (int page = 0; page < MAX_PAGES; page++) {
            var answer = get(url + cursor);
            if (answer.status() != 200) {
                throw new IllegalStateException(url + ": " + answer);
            }
            answer.json().get(items).forEach(all::add);
            var next = answer.json().get("nextCursor");
            if (next == null || next.isNull()) {
                return all;
            }
            cursor = "&cursor=" + URLEncoder.encode(next.asString(), StandardCharsets.UTF_8);
        }
        throw new IllegalStateException(url + " has more than " + MAX_PAGES + " pages");
    }

    boolean isUp(String url) {
        try {
            return get(url).status() == 200;
        } catch (UncheckedIOException _) {
            return false;
        }
    }

    private HttpRequest.Builder request(String url) {
        return HttpRequest.newBuilder(URI.create(url)).timeout(timeout).header("Authorization", "Bearer " + TOKEN);
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            var response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
