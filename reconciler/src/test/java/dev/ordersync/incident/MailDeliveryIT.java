package dev.ordersync.incident;

import static dev.ordersync.ledger.Signals.Kind.REJECTED;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MailDeliveryIT {
    @AutoClose
    private final Incidence incidence = new Incidence(false);

    @BeforeEach
    void anIncidentToTell() {
        incidence.signal(REJECTED, incidence.order("CV-1", "rejected"));
    }

    private List<String> results() {
        return incidence
                .jdbc
                .sql("SELECT recipient || ' ' || result FROM mails ORDER BY id")
                .query((row, _) -> row.getString(1))
                .list();
    }

    @Test
    void givenAMail_whenSent_thenTheAuditOfEachOrderThatItNamesSaysSo() {
        // when
        incidence.pass();

        // then
        assertThat(incidence
                        .jdbc
                        .sql("SELECT o.ext_id || ' ' || a.action FROM audit a JOIN orders o ON o.id = a.order_id"
                                + " WHERE a.action LIKE 'mail-%'")
                        .query((row, _) -> row.getString(1))
                        .list())
                .containsExactly("CV-1 mail-sent");
    }

    @Test
    void F3_givenACrashAfterSmtpTookIt_whenSentAgain_thenItIsTheSameMessage() throws Exception {
        // given
        incidence.pass();
        incidence
                .jdbc
                .sql(
                        "UPDATE mails SET result = 'waiting', sent_at = NULL, due_at = created_at, claimed_until = created_at")
                .update();

        // when
        incidence.advance(Duration.ofSeconds(1));
        incidence.mailsOnly();

        // then
        assertThat(incidence.inbox()).hasSize(2);
        assertThat(incidence.inbox().getFirst().getMessageID())
                .isEqualTo(incidence.inbox().getLast().getMessageID());
    }

    @Test
    void F4_givenSmtpIsDown_whenItComesBack_thenMailsHaveWaitedWithoutLosingATry() {
        // given
        incidence.smtpGoesAway();

        // when
        incidence.pass();
        var since = incidence.now();
        for (int i = 0; i < 20; i++) {
            incidence.advance(Duration.ofMinutes(1));
            incidence.mailsOnly();
        }

        // then
        assertThat(incidence.mailServerAwaySince()).isEqualTo(since);
        assertThat(results()).containsExactly(Incidence.RECIPIENT + " waiting");
        assertThat(incidence
                        .jdbc
                        .sql("SELECT tries FROM mails")
                        .query(Integer.class)
                        .single())
                .isZero();

        // when
        incidence.smtpComesBack();
        incidence.advance(Duration.ofMinutes(1));
        incidence.mailsOnly();

        // then
        assertThat(incidence.mailServerAwaySince()).isNull();
        assertThat(results()).containsExactly(Incidence.RECIPIENT + " sent");
        assertThat(incidence.inbox()).hasSize(1);
    }

    @Test
    void givenAServerThatRefusesTheRecipient_whenSent_thenItFailsWithAnIncidentThatTellsSomebodyElse()
            throws Exception {
        // given
        try (var server = new RefusingSmtp(Incidence.RECIPIENT, 550)) {
            incidence.sender.setPort(server.port());

            // when
            incidence.pass();
            incidence.pass();

            // then
            assertThat(results()).containsExactly(Incidence.RECIPIENT + " failed", "default@example.com sent");
            assertThat(incidence.open()).containsExactly("rejected 1", "mail-undeliverable 0");
        }
    }

    @Test
    void givenAServerThatSaysNotNow_whenTriedAgain_thenPausesGrowUntilItIsGivenUp() throws Exception {
        // given
        try (var server = new RefusingSmtp(Incidence.RECIPIENT, 451)) {
            incidence.sender.setPort(server.port());
            incidence.pass();

            // when
            incidence.advance(Duration.ofSeconds(59));
            incidence.mailsOnly();
            assertThat(server.refused()).isEqualTo(1);
            for (int i = 0; i < 20; i++) {
                incidence.advance(Duration.ofHours(1));
                incidence.mailsOnly();
            }

            // then
            assertThat(server.refused()).isEqualTo(10);
            assertThat(results()).containsExactly(Incidence.RECIPIENT + " failed");
        }
    }
}
