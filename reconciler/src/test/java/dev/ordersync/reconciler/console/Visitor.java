package dev.ordersync.reconciler.console;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A person with a browser that runs no scripts: keeps cookies, fills in the forms that the last page had. */
final class Visitor {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
    private static final Pattern VERSION = Pattern.compile("name=\"version\" value=\"(\\d+)\"");
    /** What a reader sees set apart. */
    private static final Pattern ENDS =
            Pattern.compile("</(td|th|p|li|h[1-6]|option|dt|dd|a|span|button|label|summary)>");

    private static final Pattern TAGS = Pattern.compile("<[^>]*>");

    /** What came back. */
    record Page(int status, String html, HttpResponse<String> response) {
        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        String location() {
            return header("Location").replaceFirst("^https?://[^/]+", "");
        }

        /** As it is read: without tags, with single spaces. */
        String text() {
            return TAGS.matcher(ENDS.matcher(html).replaceAll(" "))
                    .replaceAll("")
                    .replace('\u00a0', ' ')
                    .replaceAll("\\s+", " ");
        }

        int version() {
            var version = VERSION.matcher(html);
            if (!version.find()) {
                throw new AssertionError("No form here carries a version: " + html);
            }
            return Integer.parseInt(version.group(1));
        }
    }

    private final String address;
    private final HttpClient client =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    private String csrf = "";

    Visitor(int port) {
        this.address = "http://localhost:" + port;
    }

    /** Opens a page and follows no redirect. */
    Page get(String path) {
        return send(HttpRequest.newBuilder(URI.create(address + path)).GET());
    }

    /** As htmx asks for a part of a page. */
    Page poll(String path) {
        return send(HttpRequest.newBuilder(URI.create(address + path))
                .header("HX-Request", "true")
                .GET());
    }

    Page follow(Page redirect) {
        return get(redirect.location());
    }

    Page post(String path, Map<String, String> fields) {
        var all = new LinkedHashMap<>(fields);
        all.putIfAbsent("_csrf", csrf);
        var body = all.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return send(HttpRequest.newBuilder(URI.create(address + path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    Page signIn(String name, String password) {
        get("/login");
        return post("/login", Map.of("username", name, "password", password));
    }

    private Page send(HttpRequest.Builder request) {
        try {
            var response = client.send(
                    request.timeout(TIMEOUT).header("Accept", "text/html").build(), BodyHandlers.ofString());
            var token = CSRF.matcher(response.body());
            if (token.find()) {
                csrf = token.group(1);
            }
            return new Page(response.statusCode(), response.body(), response);
        } catch (IOException e) {
            throw new AssertionError("No answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
