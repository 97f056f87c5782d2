package dev.ordersync.resolution;

import dev.ordersync.platform.Copy;
import dev.ordersync.problem.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** When a copy may be taken out of the shop: nothing irreversible is done to a copy that may be another order, or worked on. */
final class VoidRules {
    private VoidRules() {}

    /** What people or other applications have done to the copy, in words; empty: nothing. */
    static List<String> workedOnBecause(Copy copy) {
        var because = new ArrayList<String>();
        if (copy.status() == Copy.Status.FULFILLED) {
            because.add("fulfilled");
        }
        if (copy.editedAt() != null) {
            because.add("edited at " + copy.editedAt());
        }
        return List.copyOf(because);
    }

    /** @throws Refusal 409 where the order's status lets nothing be voided */
    static void checkStatus(Facts order) {
        switch (order.status()) {
            case BROKEN -> {}
            case POSTING -> throw Refusal.conflict("attempt-in-flight", "It is being sent right now.");
            case IN_DOUBT ->
                throw Refusal.conflict(
                        "outcome-unsettled",
                        "We still look whether your shop has it. Void nothing before that is known.");
            case SYNCED ->
                throw Refusal.conflict("already-synced", "It is linked to its order in your shop. Unlink that first.");
            case RESYNCING -> throw Refusal.conflict("wrong-status", "Another copy of it is being voided already.");
            case QUEUED, REJECTED, FAILED, CANCELLED ->
                throw Refusal.conflict(
                        "wrong-status",
                        "Only a broken order has a copy to void; this one is "
                                + order.status().code() + ".");
        }
    }

    /**
     * Judges the named copy as it is now.
     *
     * @param copy empty: the shop has none of this id any more
     * @throws Refusal 422 {@code no-such-platform-order}, 409 {@code evidence-disagrees}, {@code match-known},
     *     {@code worked-on}; of the conflicts an admin may force each
     */
    static void check(Facts order, String platformOrderId, Optional<Copy> copy, boolean force) {
        var known = order.copy(platformOrderId);
        if (copy.isEmpty() && known.isEmpty()) {
            throw Target.noSuchOrder("Your shop has no such order.");
        }
        if (force) {
            return;
        }
        if (copy.isPresent() && isForeign(order, copy.get(), known.isPresent())) {
            throw Refusal.conflict(
                            "evidence-disagrees",
                            copy.get().reference() == null
                                    ? "It is no candidate of this order and does not carry its reference."
                                    : "It carries another order's reference.")
                    .with("differences", List.of("reference"));
        }
        if (order.copies().stream().anyMatch(other -> !other.platformOrderId().equals(platformOrderId))) {
            throw otherMatch();
        }
        copy.ifPresent(VoidRules::checkUntouched);
    }

    static Refusal otherMatch() {
        return Refusal.conflict(
                "match-known",
                "Your shop has another order that may be this one. Link that, or say that it is not yours, first.");
    }

    /** @throws Refusal 409 {@code worked-on} */
    static void checkUntouched(Copy copy) {
        var because = workedOnBecause(copy);
        if (copy.status().isLive() && !because.isEmpty()) {
            throw Refusal.conflict(
                            "worked-on", "Your shop has worked on it already: " + String.join(", ", because) + ".")
                    .with("workedOnBecause", because);
        }
    }

    /** A candidate without any reference is the person's to judge; what names another order never is. */
    private static boolean isForeign(Facts order, Copy copy, boolean known) {
        return copy.reference() == null ? !known : !LinkEvidence.isOurs(order, copy);
    }
}
