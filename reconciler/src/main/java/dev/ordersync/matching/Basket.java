package dev.ordersync.matching;

import dev.ordersync.order.OrderContent;
import dev.ordersync.platform.Copy;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What was bought, as a multiset: the order of lines and how quantities are spread over them say nothing.
 *
 * @param items each thing once, with its whole quantity, in a fixed order
 * @param key equal for equal baskets
 */
record Basket(List<Item> items, String key) {
    /** Lines compared; an order with more is compared by its first ones, which tell it from another as well. */
    private static final int MAX_LINES = 200;

    /**
     * @param sku upper case, without separators; empty when the line has none
     * @param title its words in alphabetical order
     * @param words the same, one by one
     * @param shown what people call it
     */
    record Item(String sku, String title, List<String> words, String shown, int quantity) {
        String key() {
            return sku.isEmpty() ? title : sku;
        }

        Item less(int taken) {
            return new Item(sku, title, words, shown, quantity - taken);
        }

        @Override
        public String toString() {
            return quantity + " × " + shown;
        }
    }

    static Basket ofOurs(List<OrderContent.Line> lines) {
        return of(lines.stream()
                .limit(MAX_LINES)
                .map(line -> item(line.sku(), line.title(), line.quantity()))
                .toList());
    }

    static Basket ofTheirs(List<Copy.Line> lines) {
        return of(lines.stream()
                .limit(MAX_LINES)
                .map(line -> item(line.sku(), line.title(), line.quantity()))
                .toList());
    }

    private static Basket of(List<Item> lines) {
        var byKey = new TreeMap<String, Item>();
        for (var line : lines) {
            byKey.merge(line.key(), line, (one, more) -> one.less(-more.quantity()));
        }
        var items = List.copyOf(byKey.values());
        var key = new StringBuilder();
        items.forEach(item ->
                key.append(item.quantity()).append('x').append(item.key()).append(';'));
        return new Basket(items, key.toString());
    }

    private static Item item(@Nullable String sku, @Nullable String title, int quantity) {
        var plainSku = sku == null ? "" : PlainText.code(sku);
        var words = PlainText.words(title == null ? "" : title);
        words.sort(null);
        var shown = sku == null || sku.isBlank() ? String.valueOf(title).strip() : sku.strip();
        return new Item(plainSku, String.join(" ", words), words, shown, quantity);
    }

    boolean isEmpty() {
        return items.isEmpty();
    }

    @Override
    public String toString() {
        return String.join(", ", items.stream().map(Item::toString).toList());
    }
}
