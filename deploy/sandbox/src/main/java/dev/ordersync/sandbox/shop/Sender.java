package dev.ordersync.sandbox.shop;

import dev.ordersync.sandbox.SandboxProperties;
import dev.ordersync.sandbox.wire.Line;
import dev.ordersync.sandbox.wire.Patience;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Puts an answer on the wire, the ones without words included. */
@Component
public class Sender {

    private final Patience patience;
    private final SandboxProperties properties;
    private final JsonMapper json;

    Sender(Patience patience, SandboxProperties properties, JsonMapper json) {
        this.patience = patience;
        this.properties = properties;
        this.json = json;
    }

    public void send(Answer answer, HttpServletResponse response) throws IOException {
        switch (answer) {
            case Answer.Json(var status, var body, var headers) -> {
                headers.forEach(response::setHeader);
                write(response, status, MediaType.APPLICATION_JSON_VALUE, json.writeValueAsBytes(body));
            }
            case Answer.Html(var status, var body, var headers) -> {
                headers.forEach(response::setHeader);
                write(response, status, MediaType.TEXT_HTML_VALUE, body.getBytes(StandardCharsets.UTF_8));
            }
            case Answer.Silence(var afterwards) -> {
                Line line = Line.current();
                try {
                    patience.untilClientIsGone(line, properties.holdFor());
                } finally {
                    line.cut();
                }
                if (afterwards != null) {
                    Thread.ofVirtual().name("sandbox-afterwards").start(afterwards);
                }
            }
            case Answer.Cut() -> Line.current().cut();
        }
    }

    private static void write(HttpServletResponse response, int status, String type, byte[] body) throws IOException {
        response.setStatus(status);
        response.setContentType(type);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
