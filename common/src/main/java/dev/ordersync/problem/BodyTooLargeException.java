package dev.ordersync.problem;

import java.io.IOException;

/** Reading went past the limit of the body; an {@link IOException}, since it surfaces in the middle of a read. */
public final class BodyTooLargeException extends IOException {
    private final long limit;

    BodyTooLargeException(long limit) {
        super("The body is larger than " + limit + " bytes");
        this.limit = limit;
    }

    public Refusal refusal() {
        return refusal(limit);
    }

    static Refusal refusal(long limit) {
        return Refusal.tooLarge("The body may have at most " + limit + " bytes.");
    }
}
