package dev.ordersync.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

class MailIT extends SandboxIT {

    private static int smtpPort;

    @DynamicPropertySource
    static void freePort(DynamicPropertyRegistry registry) throws IOException {
        try (var socket = new ServerSocket(0)) {
            smtpPort = socket.getLocalPort();
        }
        registry.add("sandbox.smtp-port", () -> smtpPort);
    }

    @BeforeEach
    void emptyInbox() {
        newShop().page("/mail/messages", "DELETE");
    }

    @Test
    void givenAMailToTwo_whenHandedIn_thenEachRecipientHasItWithItsThread() throws MessagingException {
        MimeMessage mail = mail("Zoë’s order was not delivered");
        mail.setHeader("In-Reply-To", "<first@ordersync.test>");
        var parts = new MimeMultipart("alternative");
        parts.addBodyPart(part("<p>Look</p>", "text/html"));
        parts.addBodyPart(part("Look — here", "text/plain"));
        mail.setContent(parts);
        mail.setRecipients(RecipientType.TO, "one@shop.test, two@shop.test");

        send(mail);

        JsonNode mails = newShop().page("/mail/messages").json();
        assertThat(mails).hasSize(2);
        assertThat(mails)
                .extracting(received -> received.path("to").stringValue())
                .containsExactlyInAnyOrder("one@shop.test", "two@shop.test");
        JsonNode first = mails.get(0);
        assertThat(first.path("from").stringValue()).isEqualTo("alerts@ordersync.test");
        assertThat(first.path("subject").stringValue()).isEqualTo("Zoë’s order was not delivered");
        assertThat(first.path("text").stringValue()).isEqualTo("Look — here");
        assertThat(first.path("inReplyTo").stringValue()).isEqualTo("<first@ordersync.test>");
        assertThat(first.path("messageId").stringValue()).startsWith("<");
    }

    @Test
    void givenMoreMailsThanAreKept_whenRead_thenTheLatestThousandAreThere() throws MessagingException {
        MimeMessage mail = mail("One of many");
        mail.setText("Text");
        mail.setRecipients(RecipientType.TO, "one@shop.test, two@shop.test, three@shop.test, four@shop.test");
        try (Transport transport = connected()) {
            for (int sent = 0; sent < 251; sent++) {
                transport.sendMessage(mail, mail.getAllRecipients());
            }
        }

        JsonNode mails = newShop().page("/mail/messages").json();

        assertThat(mails).hasSize(1000);
        long last = mails.get(999).path("number").longValue();
        assertThat(last - mails.get(0).path("number").longValue()).isEqualTo(999);
    }

    private static MimeBodyPart part(String text, String type) throws MessagingException {
        var part = new MimeBodyPart();
        part.setContent(text, type + "; charset=UTF-8");
        return part;
    }

    private static MimeMessage mail(String subject) throws MessagingException {
        var mail = new MimeMessage(session());
        mail.setFrom("alerts@ordersync.test");
        mail.setSubject(subject, "UTF-8");
        return mail;
    }

    private static Session session() {
        var properties = new Properties();
        properties.setProperty("mail.smtp.host", "127.0.0.1");
        properties.setProperty("mail.smtp.port", Integer.toString(smtpPort));
        return Session.getInstance(properties);
    }

    private static Transport connected() throws MessagingException {
        Transport transport = session().getTransport("smtp");
        transport.connect();
        return transport;
    }

    private static void send(MimeMessage mail) throws MessagingException {
        mail.saveChanges();
        try (Transport transport = connected()) {
            transport.sendMessage(mail, mail.getAllRecipients());
        }
    }
}
