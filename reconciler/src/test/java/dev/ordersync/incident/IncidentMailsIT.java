package dev.ordersync.incident;

import static dev.ordersync.ledger.Signals.Kind.BROKEN_SYNC;
import static dev.ordersync.ledger.Signals.Kind.FAILED;
import static dev.ordersync.ledger.Signals.Kind.FAILURE;
import static dev.ordersync.ledger.Signals.Kind.OVERDUE;
import static dev.ordersync.ledger.Signals.Kind.REJECTED;
import static dev.ordersync.ledger.Signals.Kind.TIMEOUT;
import static dev.ordersync.ledger.Signals.Kind.TWIN;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class IncidentMailsIT {
    private static final Duration SECOND = Duration.ofSeconds(1);

    @AutoClose
    private final Incidence incidence = new Incidence(false);

    private static String body(MimeMessage mail) throws Exception {
        return mail.getContent().toString().replace("\r\n", "\n");
    }

    private static String header(MimeMessage mail, String name) throws Exception {
        return String.join("|", mail.getHeader(name));
    }

    @Test
    void givenABrokenOrder_whenItsIncidentOpens_thenOneMailSaysWhatIsKnownAndWhere() throws Exception {
        // given
        long order = incidence.order("CV-1", "broken", "https://market.example/orders/CV-1");
        incidence.signal(BROKEN_SYNC, order);

        // when
        incidence.pass();
        incidence.pass();

        // then
        assertThat(incidence.open()).containsExactly("broken-sync 1");
        assertThat(incidence.inbox()).hasSize(1);
        var mail = incidence.inbox().getFirst();
        assertThat(mail.getSubject()).isEqualTo("acme: 1 order found in your shop, but not linked");
        assertThat(header(mail, "To")).isEqualTo(Incidence.RECIPIENT);
        assertThat(body(mail))
                .contains("What happens next: Nothing is sent again until somebody decides.")
                .contains("What is safe: ")
                .contains("- CV-1: Found, not linked\n")
                .contains("https://sync.example.com/orders/CV-1?source=default\n")
                .contains("On the marketplace: https://market.example/orders/CV-1\n");
        assertThat(incidence
                        .registry
                        .counter("ordersync.alerts", "kind", "broken-sync", "result", "sent")
                        .count())
                .isEqualTo(1);
    }

    @Test
    void givenAnOpenIncident_whenMoreOrdersJoinAndRepeat_thenOneDigestPerIntervalListsThem() throws Exception {
        // given
        incidence.signal(REJECTED, incidence.order("CV-1", "rejected"));
        incidence.pass();
        var first = incidence.inbox().getFirst();

        // when
        for (int i = 2; i <= 40; i++) {
            incidence.advance(SECOND);
            incidence.signal(REJECTED, incidence.order("CV-" + i, "rejected"));
            incidence.pass();
        }

        // then
        assertThat(incidence.inbox()).hasSize(1);

        // when
        incidence.advance(Incidence.DIGEST_EVERY);
        incidence.pass();
        incidence.pass();

        // then
        assertThat(incidence.inbox()).hasSize(2);
        var digest = incidence.inbox().getLast();
        assertThat(digest.getSubject()).isEqualTo("Re: " + first.getSubject());
        assertThat(header(digest, "In-Reply-To")).isEqualTo(first.getMessageID());
        assertThat(header(digest, "References")).isEqualTo(first.getMessageID());
        assertThat(body(digest))
                .startsWith("Since the last mail: 39 orders more")
                .contains("and 19 orders more: ");
        assertThat(incidence.open()).containsExactly("rejected 40");

        // when
        incidence.advance(Incidence.DIGEST_EVERY);
        incidence.pass();

        // then
        assertThat(incidence.inbox()).as("nothing new, nothing to tell").hasSize(2);
    }

    @Test
    void F2_givenAFailedOrder_whenItFailsAgainAfterAPressedRetry_thenItMailsAtOnceInTheThreadAndOnlyOnce()
            throws Exception {
        // given
        long order = incidence.order("CV-1", "failed");
        incidence.signal(FAILED, order);
        incidence.pass();
        incidence.jdbc.sql("UPDATE orders SET retry_pressed = true").update();

        // when
        incidence.advance(SECOND);
        incidence.signal(FAILURE, order, 6, true);
        incidence.pass();

        // then
        assertThat(incidence.inbox()).hasSize(2);
        var again = incidence.inbox().getLast();
        assertThat(header(again, "In-Reply-To"))
                .isEqualTo(incidence.inbox().getFirst().getMessageID());
        assertThat(body(again))
                .startsWith("1 order did not get through after Retry was pressed.")
                .contains("CV-1");
        assertThat(incidence
                        .jdbc
                        .sql("SELECT retry_pressed FROM orders")
                        .query(Boolean.class)
                        .single())
                .isFalse();
    }

    @Test
    void F2_givenAnOrderThatFailsOnceMoreByItself_whenNobodyPressedRetry_thenItWaitsForTheDigest() {
        // given
        long order = incidence.order("CV-1", "queued");
        incidence.signal(FAILURE, order, 2, false);
        incidence.pass();

        // when
        incidence.signal(FAILURE, order, 3, false);
        incidence.pass();

        // then
        assertThat(incidence.inbox()).hasSize(1);
        incidence.advance(Incidence.DIGEST_EVERY);
        incidence.pass();
        assertThat(incidence.inbox()).hasSize(2);
    }

    @Test
    void givenFewerFailuresThanThePolicyWants_whenSignalled_thenNobodyIsTold() {
        incidence.signal(FAILURE, incidence.order("CV-1", "queued"), 1, false);

        incidence.pass();

        assertThat(incidence.open()).isEmpty();
    }

    @Test
    void F7_givenATimeoutThatSettlesByItself_whenAnotherIncidentHasADigest_thenItIsALineThereAndNoMail()
            throws Exception {
        // given
        long timedOut = incidence.order("CV-1", "in_doubt");
        incidence.signal(TIMEOUT, timedOut);
        incidence.signal(REJECTED, incidence.order("CV-2", "rejected"));
        incidence.pass();
        incidence.advance(SECOND);
        incidence.moveTo(timedOut, "synced");
        incidence.signal(REJECTED, incidence.order("CV-3", "rejected"));
        incidence.pass();

        // when
        incidence.advance(Incidence.DIGEST_EVERY);
        incidence.pass();

        // then
        assertThat(incidence.inbox()).hasSize(2);
        assertThat(body(incidence.inbox().getLast()))
                .contains("Besides, 1 order got no answer in time at first and settled by itself.");
        assertThat(incidence.open()).containsExactly("rejected 2");
    }

    @Test
    void F5_givenASettledIncident_whenItFlapsWithinTheQuietTime_thenItClosesOnceAndSaysSo() throws Exception {
        // given
        long order = incidence.order("CV-1", "broken");
        incidence.signal(BROKEN_SYNC, order);
        incidence.pass();

        // when
        incidence.moveTo(order, "synced");
        incidence.pass();
        incidence.advance(Incidence.QUIET_AFTER.minus(SECOND));
        incidence.moveTo(order, "broken");
        incidence.signal(BROKEN_SYNC, order);
        incidence.pass();
        incidence.advance(SECOND);
        incidence.pass();

        // then
        assertThat(incidence.open()).containsExactly("broken-sync 1");
        assertThat(incidence.inbox()).hasSize(1);

        // when
        incidence.moveTo(order, "synced");
        incidence.pass();
        incidence.advance(Incidence.QUIET_AFTER.minus(SECOND));
        incidence.pass();
        assertThat(incidence.open()).hasSize(1);
        incidence.advance(SECOND);
        incidence.pass();
        incidence.pass();

        // then
        assertThat(incidence.open()).isEmpty();
        assertThat(incidence.inbox()).hasSize(2);
        assertThat(body(incidence.inbox().getLast()))
                .startsWith("Settled. It lasted from 24 Nov 10:00 UTC to ")
                .contains("Its orders now: In the shop 1.");
    }

    @Test
    void F1_givenAThousandOrdersAndAStoreDown_whenItLastsThreeHours_thenOpenedADigestAnHourAndClosed()
            throws Exception {
        // given
        var orders = IntStream.range(0, 1_000)
                .mapToObj(i -> incidence.order("CV-" + i, "in_doubt"))
                .toList();
        incidence.health.startProbing(incidence.storeId(), incidence.now());
        incidence.pass();

        // when
        for (int minute = 0; minute < 180; minute++) {
            incidence.signal(TIMEOUT, orders.get(minute));
            incidence.signal(FAILURE, orders.get(minute), 3, false);
            incidence.signal(OVERDUE, orders.get(minute + 200));
            incidence.pass();
            incidence.advance(Duration.ofMinutes(1));
        }
        incidence.health.endProbing(incidence.storeId(), incidence.now());
        orders.forEach(order -> incidence.moveTo(order, "synced"));
        incidence.pass();
        incidence.advance(Incidence.QUIET_AFTER);
        incidence.pass();

        // then
        assertThat(incidence.open()).isEmpty();
        var inbox = incidence.inbox();
        assertThat(inbox).as("opened, three digests, closed").hasSize(5);
        assertThat(inbox.getFirst().getSubject()).isEqualTo("acme: your shop does not answer");
        assertThat(body(inbox.getFirst())).contains("1,000 orders are under way now.");
        assertThat(body(inbox.getLast())).startsWith("Your shop answers again.").contains("In the shop 360.");
        assertThat(incidence
                        .jdbc
                        .sql("SELECT count(*) FROM incidents")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void givenTimeoutsAndAFailure_whenTheStoreIsHeld_thenWhatIsUnderWayMovesOverAndComesBackIfItFailed()
            throws Exception {
        // given
        long inDoubt = incidence.order("CV-1", "in_doubt");
        long queued = incidence.order("CV-2", "queued");
        incidence.signal(TIMEOUT, inDoubt);
        incidence.signal(FAILURE, queued, 2, false);
        incidence.pass();
        assertThat(incidence.open()).containsExactlyInAnyOrder("timeout 1", "repeated-failure 1");

        // when
        incidence.health.hold(incidence.storeId(), "unauthorized", "the key is refused", incidence.now());
        incidence.pass();

        // then
        assertThat(incidence.open()).containsExactly("credentials 2");
        assertThat(incidence.inbox()).hasSize(2);

        // when
        incidence.health.liftHold(incidence.storeId(), incidence.now());
        incidence.moveTo(inDoubt, "synced");
        incidence.moveTo(queued, "failed");
        incidence.signal(FAILED, queued);
        incidence.pass();
        assertThat(incidence.open()).containsExactly("credentials 2");
        incidence.advance(Incidence.QUIET_AFTER);
        incidence.pass();
        incidence.pass();

        // then
        assertThat(incidence.open()).containsExactly("repeated-failure 1");
        assertThat(incidence.inbox().stream().map(IncidentMailsIT::subject))
                .containsExactly(
                        "acme: 1 order does not get through",
                        "acme: your shop does not let us in",
                        "Re: acme: your shop does not let us in",
                        "acme: 1 order does not get through");
    }

    private static String subject(MimeMessage mail) {
        try {
            return mail.getSubject();
        } catch (jakarta.mail.MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void givenATwin_whenItIsResolved_thenItsIncidentIsQuietAndTheCounterKnowsIt() {
        // given
        long order = incidence.order("CV-1", "synced");
        incidence
                .jdbc
                .sql(
                        "INSERT INTO twins (order_id, platform_order_id, found_at, found_by) VALUES (:order, 'p2', 'epoch', 'watch')")
                .param("order", order)
                .update();
        incidence.signal(TWIN, order);
        incidence.pass();
        incidence.advance(Incidence.QUIET_AFTER);
        incidence.pass();
        assertThat(incidence.open()).containsExactly("twin 1");
        assertThat(incidence.registry.counter("ordersync.twins").count()).isEqualTo(1);

        // when
        incidence.jdbc.sql("UPDATE twins SET state = 'kept'").update();
        incidence.pass();
        incidence.advance(Incidence.QUIET_AFTER);
        incidence.pass();

        // then
        assertThat(incidence.open()).isEmpty();
    }

    @Test
    void givenASnoozedAndAcknowledgedIncident_whenAnOrderRepeats_thenItIsSilentUntilAnotherJoins() {
        // given
        long order = incidence.order("CV-1", "rejected");
        incidence.signal(REJECTED, order);
        incidence.pass();
        incidence
                .jdbc
                .sql("UPDATE incidents SET acknowledged_by = 'zoe', snoozed_until = :until")
                .param("until", incidence.now().plus(Duration.ofDays(1)).atOffset(ZoneOffset.UTC))
                .update();

        // when
        incidence.signal(REJECTED, order);
        incidence.pass();
        incidence.advance(Incidence.DIGEST_EVERY.multipliedBy(2));
        incidence.pass();

        // then
        assertThat(incidence.inbox()).hasSize(1);

        // when
        incidence.signal(REJECTED, incidence.order("CV-2", "rejected"));
        incidence.pass();

        // then
        assertThat(incidence.inbox()).hasSize(2);
        assertThat(incidence
                        .jdbc
                        .sql("SELECT count(*) FROM incidents WHERE snoozed_until IS NULL")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void F6_givenLineBreaksInWhatComesFromOutside_whenMailed_thenTheyInjectNothing() throws Exception {
        // given
        incidence.jdbc.sql("UPDATE stores SET hold_detail = NULL").update();
        incidence.signal(
                BROKEN_SYNC,
                incidence.order("CV-1", "broken", "https://market.example/\r\nBcc: victim@example.com\r\n\r\nx"));
        incidence.health.hold(incidence.storeId(), "unauthorized", "no\r\nBcc: victim@example.com", incidence.now());

        // when
        incidence.pass();

        // then
        assertThat(incidence.inbox()).hasSize(2).allSatisfy(mail -> {
            assertThat(mail.getHeader("Bcc")).isNull();
            assertThat(mail.getAllRecipients()).hasSize(1);
            assertThat(body(mail).lines()).noneMatch(line -> line.startsWith("Bcc:"));
        });
    }
}
