package dev.ordersync.reconciler.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersync.access.Role;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignInIT extends ConsoleFixture {
    @Test
    void givenALinkFromAMail_whenSignedIn_thenOneComesBackToIt() {
        // given
        orders.queued("CV-1");
        var visitor = new Visitor(port);

        // when
        var asked = visitor.get("/orders/CV-1?source=default");
        var form = visitor.follow(asked);
        var done = visitor.post(
                "/login", Map.of("username", "viewer", "password", PASSWORD, "next", "/orders/CV-1?source=default"));

        // then
        assertThat(asked.status()).isEqualTo(302);
        assertThat(asked.location()).isEqualTo("/login?next=%2Forders%2FCV-1%3Fsource%3Ddefault");
        assertThat(form.html()).contains("name=\"next\" value=\"/orders/CV-1?source=default\"");
        assertThat(done.location()).isEqualTo("/orders/CV-1?source=default");
        assertThat(visitor.follow(done).text()).contains("CV-1", "Waiting to be sent");
    }

    @Test
    void givenNobodySignedIn_whenPagesAreOpened_thenNoSessionIsKept() {
        var visitor = new Visitor(port);

        visitor.get("/orders");
        visitor.get("/login");

        assertThat(jdbc.sql("SELECT count(*) FROM spring_session")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"//evil.example", "https://evil.example", "/\\evil.example", "evil", "/a\nb", ""})
    void givenAnAddressElsewhere_whenSignedIn_thenItLeadsToTheOverview(String next) {
        var visitor = new Visitor(port);
        visitor.get("/login");

        var done = visitor.post("/login", Map.of("username", "viewer", "password", PASSWORD, "next", next));

        assertThat(done.location()).isEqualTo("/overview");
    }

    @Test
    void givenWrongTries_whenTheFifthIsWrong_thenTheNamePausesForAQuarterOfAnHour() {
        // given
        var visitor = new Visitor(port);

        // when
        var texts = IntStream.range(0, 5)
                .mapToObj(_ -> visitor.signIn("pausing", "wrong"))
                .map(page -> page.status() + " " + page.text())
                .toList();
        var rightButPaused = visitor.signIn("pausing", PASSWORD);
        clock.advance(Duration.ofMinutes(15).minus(Duration.ofSeconds(1)));
        var stillPaused = visitor.signIn("pausing", PASSWORD);
        clock.advance(Duration.ofSeconds(1));
        user("pausing", Role.VIEWER, null);
        var right = visitor.signIn("pausing", PASSWORD);

        // then
        assertThat(texts).allSatisfy(text -> assertThat(text).startsWith("401").contains("don’t go together"));
        assertThat(texts.getFirst()).contains("4 tries left before a pause of 15 minutes.");
        assertThat(texts.get(3)).contains("1 try left");
        assertThat(texts.get(4)).contains("This was the last try");
        assertThat(rightButPaused.status()).isEqualTo(429);
        assertThat(rightButPaused.text()).contains("can sign in again from 10:15 UTC");
        assertThat(stillPaused.status()).isEqualTo(429);
        assertThat(right.location()).isEqualTo("/overview");
    }

    @Test
    void givenSomebodySignedIn_whenTheUserIsDeleted_thenTheNextPageAsksToSignIn() {
        var visitor = as("viewer");
        assertThat(visitor.get("/overview").status()).isEqualTo(200);

        jdbc.sql("DELETE FROM users WHERE name = 'viewer'").update();

        assertThat(visitor.get("/overview").location()).startsWith("/login");
        assertThat(visitor.poll("/overview").status()).isEqualTo(401);
        assertThat(visitor.poll("/overview").header("HX-Refresh")).isEqualTo("true");
    }

    @Test
    void givenSomebodySignedIn_whenThePasswordIsChanged_thenTheSessionEnds() {
        var visitor = as("viewer");

        jdbc.sql("UPDATE users SET password_hash = '{noop}another' WHERE name = 'viewer'")
                .update();

        assertThat(visitor.get("/overview").location()).startsWith("/login");
    }

    @Test
    void givenSomebodySignedIn_whenTheRoleIsLowered_thenTheNextPressIsRefused() {
        orders.failed("CV-1");
        var visitor = as("operator");
        visitor.get("/orders/CV-1");

        jdbc.sql("UPDATE users SET role = 'viewer' WHERE name = 'operator'").update();

        assertThat(visitor.post("/orders/CV-1/retry", Map.of()).status()).isEqualTo(403);
        assertThat(status("CV-1")).isEqualTo("failed");
    }

    @Test
    void givenSomebodySignedIn_whenSignedOut_thenPagesAskAgain() {
        var visitor = as("viewer");
        visitor.get("/overview");

        var out = visitor.post("/logout", Map.of());

        assertThat(out.location()).isEqualTo("/login");
        assertThat(visitor.get("/overview").location()).startsWith("/login");
    }

    @Test
    void givenAFormFromElsewhere_whenPosted_thenNothingIsDone() {
        orders.failed("CV-1");
        var visitor = as("operator");

        var forged = visitor.post("/orders/CV-1/retry", Map.of("_csrf", "guessed"));

        assertThat(forged.status()).isEqualTo(403);
        assertThat(forged.text()).contains("Nothing was changed");
        assertThat(status("CV-1")).isEqualTo("failed");
    }

    @Test
    void givenAnyPage_whenSent_thenTheBrowserMayDoLittleWithIt() {
        var page = as("viewer").get("/overview");

        assertThat(page.header("Content-Security-Policy"))
                .isEqualTo("default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; "
                        + "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'");
        assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(page.header("Referrer-Policy")).isEqualTo("same-origin");
        assertThat(page.header("Cache-Control")).contains("no-store");
        assertThat(page.response().headers().allValues("Set-Cookie"))
                .allSatisfy(cookie -> assertThat(cookie).contains("HttpOnly").contains("SameSite=Lax"));
    }
}
