package dev.ordersync.matching;

import dev.ordersync.matching.Basket.Item;
import java.util.ArrayList;
import java.util.List;
import java.util.ListIterator;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;

/**
 * Two baskets laid side by side: first what has the same SKU, then what has the same title, then what may be the parts of
 * a bundle. What is left over on either side decides the level, and each thing not known by its SKU is named.
 */
final class BasketMatch {
    private final List<Item> ours;
    private final List<Item> theirs;
    private final Basket shown;
    private final List<Note> notes = new ArrayList<>();
    private boolean bySku;
    private boolean byTitle;
    private boolean byParts;

    /** @param how it was or was not found; the text of {@code thing} comes first */
    private record Note(Object thing, String how) {
        @Override
        public String toString() {
            return thing + how;
        }
    }

    private BasketMatch(Basket ours, Basket theirs) {
        this.shown = theirs;
        this.ours = new ArrayList<>(ours.items());
        this.theirs = new ArrayList<>(theirs.items());
    }

    static Compared of(Basket ours, Basket theirs) {
        if (ours.isEmpty() || theirs.isEmpty()) {
            return Compared.missing(Field.LINES, ours, theirs.isEmpty() ? null : theirs);
        }
        if (ours.key().equals(theirs.key())) {
            return Compared.at(Level.LINES_SAME, ours, theirs);
        }
        var match = new BasketMatch(ours, theirs);
        return Compared.at(match.level(), ours, match);
    }

    /** What is there, and each thing that is not known by its SKU. */
    @Override
    public String toString() {
        return notes.isEmpty()
                ? shown.toString()
                : shown + notes.stream().map(Note::toString).collect(Collectors.joining("; ", " (", ")"));
    }

    private Level level() {
        bySku = pair(BasketMatch::sameSku, "");
        byTitle = pair(BasketMatch::sameTitle, " by its title");
        expandBundles();
        theirs.forEach(item -> notes.add(new Note(item, " more")));
        ours.forEach(item -> notes.add(new Note(item, " not there")));
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
                        notes.add(new Note(there.shown(), how));
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
            var parts = theirs.size() > 1
                    ? theirs.stream().filter(part -> isPart(part, bundle)).toList()
                    : List.<Item>of();
            if (parts.size() > 1) {
                theirs.removeAll(parts);
                parts.forEach(part -> notes.add(new Note(part.shown(), " as a part of " + bundle.shown())));
                mine.remove();
                byParts = true;
            }
        }
    }

    private static boolean isPart(Item part, Item bundle) {
        boolean bySku = bundle.sku().length() > 2 && part.sku().startsWith(bundle.sku());
        boolean byTitle = !part.title().isEmpty()
                && !part.title().equals(bundle.title())
                && bundle.words().containsAll(part.words());
        return bySku || byTitle;
    }

    private static boolean sameSku(Item one, Item other) {
        return !one.sku().isEmpty() && one.sku().equals(other.sku());
    }

    private static boolean sameTitle(Item one, Item other) {
        return !one.title().isEmpty() && one.title().equals(other.title());
    }
}
