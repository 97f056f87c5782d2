package dev.ordersync.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

class KeptBooksIT {

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it.
    private Path dir;

    @Test
    void givenADataDir_whenTheSandboxStartsAgain_thenItsShopsGoOn() {
        try (Running sandbox = start()) {
            Client shop = sandbox.shop();
            shop.fault("{\"fault\":\"timeout-after-saving\",\"match\":\"CV-2\"}");
            shop.post("key-1", "CV-1");
            assertThat(shop.post("key-2", "CV-2").seen())
                    .as("silence ends with a cut when the client outlasts sandbox.hold-for")
                    .isEqualTo("cut");
        }

        try (Running sandbox = start()) {
            Client shop = sandbox.shop();

            assertThat(shop.copies()).isEqualTo(2);
            assertThat(shop.post("key-2", "CV-2").json().path("id").stringValue())
                    .isEqualTo("1002");
            assertThat(shop.post("key-1", "CV-9").code()).isEqualTo("idempotency-key-reused");
            assertThat(shop.post("key-3", "CV-3").json().path("id").stringValue())
                    .isEqualTo("1003");
            assertThat(shop.admin("GET", "/posts?orderId=CV-2", "")
                            .json()
                            .at("/posts/0/count")
                            .intValue())
                    .isEqualTo(2);
        }
    }

    private Running start() {
        return new Running((WebServerApplicationContext) new SpringApplicationBuilder(SandboxApplication.class)
                .run(
                        "--server.port=0",
                        "--sandbox.smtp-port=0",
                        "--sandbox.hold-for=300ms",
                        "--sandbox.data-dir=" + dir));
    }

    private record Running(WebServerApplicationContext context) implements AutoCloseable {

        private Client shop() {
            var server = context.getWebServer();
            if (server == null) {
                throw new AssertionError("The sandbox has no server");
            }
            return new Client(server.getPort(), "kept");
        }

        @Override
        public void close() {
            ((ConfigurableApplicationContext) context).close();
        }
    }
}
