package dev.ordersync.ledger;

/**
 * What people may have to be told about, written in the statement that made it so: none is lost, and none is told of a
 * move that was rolled back. The incidents' step of the reconciler consumes them and decides by the store's policy.
 *
 * <p>{@link Transition} writes the signals that follow from an order's move by itself: an attempt's unknown outcome, one
 * more failure in a row, broken, rejected, failed, overdue, and a twin with its event. Only what a move cannot show is
 * added with {@link #effect}.
 */
public final class Signals {
    /** What a signal says; the text is what stands in the table. */
    public enum Kind {
        /** An attempt ended without a known outcome. */
        TIMEOUT("timeout"),
        /** One more attempt in a row ended unknown, not sent, or accepted without an id. */
        FAILURE("failure"),
        /** The order is failed. */
        FAILED("failed"),
        /** The order is broken, or its copy cannot be voided. */
        BROKEN_SYNC("broken-sync"),
        REJECTED("rejected"),
        /** A deadline has passed without a decision. */
        OVERDUE("overdue"),
        /** A second copy is known. */
        TWIN("twin"),
        /** A redirect, or a page of HTML where the shop's answer should be. */
        UNEXPECTED_ANSWER("unexpected-answer"),
        /** The store went to probing. */
        STORE_DOWN("store-down"),
        /** The store is held for anything but the wrong shop. */
        CREDENTIALS("credentials"),
        WRONG_SHOP("wrong-shop"),
        /** A mail was refused for good. */
        MAIL_UNDELIVERABLE("mail-undeliverable");

        private final String code;

        Kind(String code) {
            this.code = code;
        }

        public String code() {
            return code;
        }

        public static Kind of(String code) {
            for (var kind : values()) {
                if (kind.code.equals(code)) {
                    return kind;
                }
            }
            throw new IllegalArgumentException("No signal is called " + code);
        }
    }

    /** Part of every transition. */
    static final String OF_A_MOVE = """
            , signalled AS (
                INSERT INTO signals (store_id, order_id, kind, failures, pressed, at)
                SELECT m.store_id, m.id, s.kind, m.failures, m.was_pressed, :now
                  FROM moved m
                 CROSS JOIN LATERAL (VALUES
                       ('timeout', m.status = 'in_doubt' AND m.from_status = 'posting'),
                       ('failure', m.failures > m.old_failures),
                       ('failed', m.status = 'failed' AND m.from_status <> 'failed'),
                       ('broken-sync', m.status = 'broken' AND m.from_status <> 'broken'),
                       ('rejected', m.status = 'rejected' AND m.from_status <> 'rejected'),
                       ('overdue', m.overdue AND NOT m.was_overdue)) AS s(kind, holds)
                 WHERE s.holds
            )
            """;

    private Signals() {}

    /**
     * A further CTE for {@link Transition.Builder#effect}.
     *
     * @param when a condition over {@code m}, the moved row
     */
    public static String effect(Kind kind, String when) {
        return """
                signal_%s AS (
                    INSERT INTO signals (store_id, order_id, kind, failures, pressed, at)
                    SELECT m.store_id, m.id, '%s', m.failures, m.was_pressed, :now FROM moved m WHERE %s
                )
                """.formatted(kind.code().replace('-', '_'), kind.code(), when);
    }
}
