package dev.ordersync.launcher;

/** Something that the person at the keyboard can mend; the message is one line for them and says how. */
final class UserError extends RuntimeException {

    UserError(String message) {
        super(message);
    }
}
