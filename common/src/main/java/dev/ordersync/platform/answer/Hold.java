package dev.ordersync.platform.answer;

import java.util.Optional;

/** The codes of what keeps a whole store from posting. */
public final class Hold {
    private static final int NOT_FOUND = 404;

    private Hold() {}

    /** For a read: whatever the body says, these hold the store. */
    public static Optional<String> ofRead(int status) {
        return switch (status) {
            case 401 -> Optional.of("unauthorized");
            case 402 -> Optional.of("payment-required");
            case 403 -> Optional.of("forbidden");
            case 423 -> Optional.of("locked");
            default -> Optional.empty();
        };
    }

    /** For a POST that the shop itself refused: its order endpoint may be missing too. */
    public static Optional<String> ofPost(int status) {
        return status == NOT_FOUND ? Optional.of("not-found") : ofRead(status);
    }
}
