package dev.ordersync.reconciler.console;

import dev.ordersync.problem.Refusal;
import dev.ordersync.wording.ShownStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * What stands in place of a control that was pressed and refused: what did not happen, why, and from when it is safe.
 *
 * @param button the control that it replaces
 * @param tone the status whose glyph and colour it has
 * @param earliest rounded up; null: time alone does not solve it
 * @param field the bad field in the form; null: the form itself was fine
 * @param candidate the copy that the press was about, where it named one
 */
record Notice(
        Pressed button,
        String tone,
        String headline,
        String detail,
        @Nullable Moment earliest,
        String code,
        @Nullable String field,
        @Nullable String candidate) {

    static Notice of(Pressed button, Refusal refusal, ShownStatus shown, Times times, @Nullable String candidate) {
        boolean stale = refusal.code().equals("stale-view");
        boolean badField = refusal.status() == HttpStatus.UNPROCESSABLE_CONTENT;
        return new Notice(
                button,
                badField ? ShownStatus.REJECTED.code() : shown.code(),
                button.refused() + (stale ? ": the order has changed since you looked." : "."),
                stale ? "This page shows it as it is now. Look again before you act." : detail(refusal),
                refusal.members().get("earliest") instanceof Instant earliest ? times.roundedUp(earliest) : null,
                refusal.code(),
                field(refusal),
                candidate);
    }

    private static String detail(Refusal refusal) {
        return refusal.errors().isEmpty()
                ? refusal.detail()
                : field(refusal) + ": " + refusal.errors().getFirst().message() + ".";
    }

    private static @Nullable String field(Refusal refusal) {
        if (refusal.code().equals("no-such-platform-order")) {
            return "platformOrder";
        }
        if (refusal.errors().isEmpty()) {
            return null;
        }
        return switch (refusal.errors().getFirst().field()) {
            case "platformOrderId", "platformOrderUrl" -> "platformOrder";
            case "reason" -> "reason";
            default -> null;
        };
    }

    /** Whether this replaces that button. */
    public boolean isFor(String code) {
        return button.code().equals(code);
    }

    public boolean overrulable() {
        return code.equals("evidence-disagrees");
    }
}
