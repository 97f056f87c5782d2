package dev.ordersync.sandbox.mail;

import com.icegreen.greenmail.mail.MovingMessage;
import com.icegreen.greenmail.user.GreenMailUser;
import jakarta.mail.internet.MimeMessage;
import java.util.function.Consumer;

/** Stands in for every recipient, so that mails end in our bounded inbox instead of the server's own mailboxes. */
final class InboxOwner implements GreenMailUser {

    private final String address;
    private final Consumer<MimeMessage> deliver;

    InboxOwner(String address, Consumer<MimeMessage> deliver) {
        this.address = address;
        this.deliver = deliver;
    }

    @Override
    public void deliver(MovingMessage message) {
        deliver(message.getMessage());
    }

    @Override
    public void deliver(MimeMessage message) {
        deliver.accept(message);
    }

    @Override
    public String getEmail() {
        return address;
    }

    @Override
    public String getLogin() {
        return address;
    }

    @Override
    public String getQualifiedMailboxName() {
        return address;
    }

    @Override
    public void create() {}

    @Override
    public void delete() {}

    /** Nobody signs in here: there is an SMTP server only. */
    @Override
    public String getPassword() {
        throw new UnsupportedOperationException("This inbox has no password");
    }

    @Override
    public void setPassword(String password) {
        throw new UnsupportedOperationException("This inbox has no password");
    }

    @Override
    public void authenticate(String password) {
        throw new UnsupportedOperationException("This inbox has no password");
    }
}
