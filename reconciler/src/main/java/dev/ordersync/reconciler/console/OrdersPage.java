package dev.ordersync.reconciler.console;

import dev.ordersync.wording.ShownStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The list of orders, ready to be written.
 *
 * @param matching how many there are, in words
 * @param older the address of the next page; null: this is the last
 * @param anyTime the address of the same search without its time limit; null: it has none
 */
record OrdersPage(
        Search search,
        List<Chip> chips,
        List<String> stores,
        List<Choice> since,
        List<Row> rows,
        String matching,
        @Nullable String older,
        @Nullable String newest,
        @Nullable String anyTime,
        Moment readAt) {

    /** What was asked for, as it came. */
    record Search(String q, String store, String since, String status) {
        public boolean isEmpty() {
            return q.isEmpty() && store.isEmpty() && since.isEmpty() && status.isEmpty();
        }
    }

    /** A filter by state; pressed again, it is taken away. */
    record Chip(String text, @Nullable String glyph, String count, String address, boolean current) {}

    record Choice(String value, String text) {}

    /** @param you a person has to act */
    record Row(
            String id,
            String source,
            ShownStatus shown,
            String customer,
            String store,
            String total,
            String currency,
            boolean you,
            String next,
            Moment placed) {}
}
