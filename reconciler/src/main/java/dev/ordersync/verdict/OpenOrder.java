package dev.ordersync.verdict;

import dev.ordersync.matching.Wanted;
import dev.ordersync.order.OrderId;
import java.util.List;
import java.util.Set;

/**
 * An order whose copy is not known yet.
 *
 * @param references the keys of all generations, the present one last: a copy of an earlier one counts as well
 * @param dismissed copies that a person called another order
 * @param voided copies that we took out of the shop: never a candidate again, whatever a list shows
 */
public record OpenOrder(
        OrderId id, Wanted wanted, List<String> references, Set<String> dismissed, Set<String> voided) {}
