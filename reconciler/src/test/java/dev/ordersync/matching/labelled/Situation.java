package dev.ordersync.matching.labelled;

import dev.ordersync.order.OrderId;
import dev.ordersync.platform.Copy;
import dev.ordersync.verdict.OpenOrder;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Orders in doubt, what the shop shows, and the truth.
 *
 * @param kind the case of {@code cases.md} that it is one of
 * @param linked copies that belong to other orders already
 * @param truths what is true of each order, in the same sequence
 */
public record Situation(
        String kind, List<OpenOrder> orders, List<Copy> copies, Map<String, OrderId> linked, List<Truth> truths) {

    /**
     * @param copies the ids of its copies; none: it never arrived
     * @param fate what should become of it
     */
    public record Truth(Set<String> copies, Fate fate) {}

    /** What should become of an order. */
    public enum Fate {
        /** Its copy has our reference and is as sent. */
        LINK,
        /** Its copy is there: link it, or show it to a person, but never send it again. */
        LINK_OR_HUMAN,
        /** It is not there: send it again, and bother nobody. */
        SEND_AGAIN,
        /** It can't be told from another order of ours: a person decides on all of them. */
        HUMAN_AS_GROUP
    }
}
