package dev.ordersync.matching;

import dev.ordersync.matching.Basket.Item;
import java.util.ArrayList;
import java.util.List;
import java.util.ListIterator;
import java.util.function.BiPredicate;

/**
 * Two baskets laid side by side: first what has the same SKU, then what has the same title, then what may be the parts of
 * a bundle. What is left over on either side decides the level, and each thing not known by its SKU is named.
 */
final class BasketMatch {
    private final List<Item> ours;
    private final List<Item> theirs;
    private final List<String> notes = new ArrayList<>();
    private boolean bySku;
    private boolean byTitle;
    private boolean byParts;

    private BasketMatch(Basket ours, Basket theirs) {
        this.ours = new ArrayList<>(ours.items());
        this.theirs = new ArrayList<>(theirs.items());
    }

    static Compared of(Basket ours, Basket theirs) {
        if (ours.isEmpty() || theirs.isEmpty()) {
            return Compared.missing(Field.LINES, ours.toString(), theirs.isEmpty() ? null : theirs.toString());
        }
        if (ours.key().equals(theirs.key())) {
            return Compared.at(Level.LINES_SAME, ours.toString(), theirs.toString());
        }
        var match = new BasketMatch(ours, theirs);
        var level = match.level();
        var notes = match.notes.isEmpty() ? "" : " (" + String.join("; ", match.notes) + ")";
        return Compared.at(level, ours.toString(), theirs + notes);
    }

    private Level level() {
        bySku = pair(BasketMatch::sameSku, "");
        byTitle = pair(BasketMatch::sameTitle, " by its title");
        expandBundles();
        theirs.forEach(item -> notes.add(item + " more"));
        ours.forEach(item -> notes.add(item + " not there"));
        boolean some = bySku || byTitle || byParts;
        if (!some) {
            return Level.LINES_OTHER;
        }
        if (ours.isEmpty() && theirs.isEmpty() && !byParts) {
            return byTitle ? Level.LINES_TITLE : Level.LINES_SAME;
        }
        if (ours.isEmpty()) {
            return Level.LINES_MORE;
        }
        return theirs.isEmpty() ? Level.LINES_PARTIAL : Level.LINES_SOME;
    }

    /** Takes out of both sides what is alike, as much as both have. */
    private boolean pair(BiPredicate<Item, Item> alike, String how) {
        boolean any = false;
        for (var mine = ours.listIterator(); mine.hasNext(); ) {
            var wanted = mine.next();
            int left = wanted.quantity();
            for (var other = theirs.listIterator(); other.hasNext() && left > 0; ) {
                var there = other.next();
                if (there.quantity() > 0 && alike.test(wanted, there)) {
                    int taken = Math.min(left, there.quantity());
                    left -= taken;
                    shrink(other, there, taken);
                    any = true;
                    if (!how.isEmpty()) {
                        notes.add(there.shown() + how);
                    }
                }
            }
            shrink(mine, wanted, wanted.quantity() - left);
        }
        return any;
    }

    private static void shrink(ListIterator<Item> at, Item item, int taken) {
        if (taken == item.quantity()) {
            at.remove();
        } else if (taken > 0) {
            at.set(item.less(taken));
        }
    }

    /** A bundle sold as its parts: their SKUs begin with its own, or their titles are words of its title. */
    private void expandBundles() {
        for (var mine = ours.iterator(); mine.hasNext(); ) {
            var bundle = mine.next();
            var parts = theirs.stream().filter(part -> isPart(part, bundle)).toList();
            if (parts.size() > 1) {
                theirs.removeAll(parts);
                parts.forEach(part -> notes.add(part.shown() + " as a part of " + bundle.shown()));
                mine.remove();
                byParts = true;
            }
        }
    }

    private static boolean isPart(Item part, Item bundle) {
        boolean bySku = bundle.sku().length() > 2 && part.sku().startsWith(bundle.sku());
        boolean byTitle = !part.title().isEmpty()
                && !part.title().equals(bundle.title())
                && List.of(bundle.title().split(" "))
                        .containsAll(List.of(part.title().split(" ")));
        return bySku || byTitle;
    }

    private static boolean sameSku(Item one, Item other) {
        return !one.sku().isEmpty() && one.sku().equals(other.sku());
    }

    private static boolean sameTitle(Item one, Item other) {
        return !one.title().isEmpty() && one.title().equals(other.title());
    }
}
