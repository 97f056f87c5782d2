package dev.ordersync.resolution;

import dev.ordersync.access.Caller;
import dev.ordersync.access.Role;
import dev.ordersync.problem.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * One press of a button.
 *
 * @param version the order's version that the person saw; null: whatever it is now
 * @param force an admin overrules what we know
 * @param reason why, in the person's words; required by a forced press and by some buttons
 */
public record Press(
        Caller caller,
        @Nullable Integer version,
        boolean force,
        @Nullable String reason) {
    public static final int MAX_REASON = 500;

    public Press {
        reason = reason == null || reason.isBlank() ? null : reason.strip();
        if (reason != null && reason.length() > MAX_REASON) {
            throw Refusal.invalid("reason", "must have 1–" + MAX_REASON + " characters");
        }
    }

    /** A press with nothing but the button. */
    public static Press by(Caller caller) {
        return new Press(caller, null, false, null);
    }

    /** @throws Refusal 403 for a forced press by less than an admin, 422 for one without a reason */
    void checkForce() {
        if (force) {
            caller.require(Role.ADMIN, "A forced action");
            requireReason();
        }
    }

    /** @throws Refusal 422 without a reason */
    String requireReason() {
        if (reason == null) {
            throw Refusal.invalid("reason", "is required");
        }
        return reason;
    }
}
