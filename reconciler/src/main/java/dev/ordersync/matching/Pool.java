package dev.ordersync.matching;

import dev.ordersync.platform.Copy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The copies of one look, ready to be compared with many orders. Only those that share something that tells people apart
 * are compared (a mailbox, a phone, a name, a house; things bought, where nobody can be told): a copy that shares none of
 * these never reaches the sum that makes it likely. So ten thousand copies cost an order a few dozen comparisons.
 */
public final class Pool {
    /** A value shared by more copies than this tells nobody apart. */
    static final int COMMON = 400;

    /** Comparisons for all orders of a look together; whoever comes later gets no answer rather than a late one. */
    static final int BUDGET = 200_000;

    /** @param sharing belongs to the evidence: the answer depends on it */
    public record Alike(Copy copy, Match match, Sharing sharing) {}

    /** Nearer than this to being likely: kept for the record, so that other rules can be tried on it later. */
    private static final double NEAR = 0.1;

    /**
     * @param alike the likely ones, and those that came near
     * @param complete whether everything that could be likely was compared
     */
    public record Found(List<Alike> alike, boolean complete) {}

    private final FieldMatcher matcher;
    private final List<Entry> entries;
    private final Map<String, List<Entry>> byKey = new HashMap<>();
    /** Of copies that can be found by the things bought alone. */
    private final Map<String, List<Entry>> nobodys = new HashMap<>();

    private final Map<String, List<Entry>> byItem = new HashMap<>();
    private final Map<Field, Map<String, Integer>> counts = new EnumMap<>(Field.class);
    private int comparisons;

    public Pool(FieldMatcher matcher, Collection<Copy> copies) {
        this.matcher = matcher;
        this.entries = copies.stream().map(this::entry).toList();
        for (var entry : entries) {
            entry.personKeys.forEach(key -> add(byKey, key, entry));
            entry.itemKeys.forEach(key -> add(byItem, key, entry));
            entry.values.forEach((field, value) ->
                    counts.computeIfAbsent(field, _ -> new HashMap<>()).merge(value, 1, Integer::sum));
        }
        for (var entry : entries) {
            if (entry.personKeys.stream().allMatch(this::isCommon)) {
                entry.itemKeys.forEach(key -> add(nobodys, key, entry));
            }
        }
    }

    private Entry entry(Copy copy) {
        return new Entry(copy, Profile.of(copy.content(), matcher.rules().relays()));
    }

    private static void add(Map<String, List<Entry>> index, String key, Entry entry) {
        index.computeIfAbsent(key, _ -> new ArrayList<>()).add(entry);
    }

    /** How many pairs were compared so far. */
    public int comparisons() {
        return comparisons;
    }

    /** What may be this order's copy, and what came near to it. */
    public Found alike(Wanted wanted) {
        var profile = matcher.profile(wanted);
        var keys = personKeys(profile);
        var chosen = new LinkedHashSet<Entry>();
        keys.stream().filter(key -> !isCommon(key)).forEach(key -> chosen.addAll(byKey.getOrDefault(key, List.of())));
        var items = keys.stream().allMatch(this::isCommon) ? byItem : nobodys;
        boolean complete = true;
        for (var key : itemKeys(profile)) {
            var sameItem = items.getOrDefault(key, List.of());
            complete &= sameItem.size() <= COMMON;
            sameItem.stream().limit(COMMON).forEach(chosen::add);
        }
        if (comparisons + chosen.size() > BUDGET) {
            return new Found(List.of(), false);
        }
        comparisons += chosen.size();
        var alike = new ArrayList<Alike>();
        for (var entry : chosen) {
            var weighed = weigh(wanted, profile, entry);
            if (weighed.score() >= NEAR) {
                alike.add(alike(entry, weighed));
            }
        }
        return new Found(List.copyOf(alike), complete);
    }

    /** Compares whatever it may be: a copy that carries our reference is shown with its evidence too. */
    public Alike compare(Wanted wanted, Copy copy) {
        var entry = entry(copy);
        return alike(entry, weigh(wanted, matcher.profile(wanted), entry));
    }

    private Weighed weigh(Wanted wanted, Profile ours, Entry entry) {
        return matcher.weigh(wanted, ours, entry.copy, entry.profile, sharing(entry));
    }

    private Alike alike(Entry entry, Weighed weighed) {
        return new Alike(entry.copy, weighed.match(), sharing(entry));
    }

    /** Counted once a copy is compared: then all copies are in. */
    private Sharing sharing(Entry entry) {
        var known = entry.sharing;
        if (known == null) {
            var sharing = new HashMap<String, Integer>();
            entry.values.forEach((field, value) -> {
                int with = counts.getOrDefault(field, Map.of()).getOrDefault(value, 0);
                if (with > 1) {
                    sharing.put(field.code(), with - 1);
                }
            });
            known = new Sharing(Math.max(0, entries.size() - 1), Map.copyOf(sharing));
            entry.sharing = known;
        }
        return known;
    }

    private boolean isCommon(String key) {
        return byKey.getOrDefault(key, List.of()).size() > COMMON;
    }

    /** A copy in its comparable form. No record: a set of them must not look into all that they hold. */
    private static final class Entry {
        private final Copy copy;
        private final Profile profile;
        private final Map<Field, String> values;
        private final Set<String> personKeys;
        private final Set<String> itemKeys;
        private @Nullable Sharing sharing;

        private Entry(Copy copy, Profile profile) {
            this.copy = copy;
            this.profile = profile;
            this.values = profile.values();
            this.personKeys = personKeys(profile);
            this.itemKeys = itemKeys(profile);
        }
    }

    private static Set<String> personKeys(Profile profile) {
        var keys = new HashSet<String>();
        if (profile.email() != null && !profile.email().relay()) {
            keys.add("email:" + profile.email().key());
        }
        if (profile.phone() != null) {
            keys.add("phone:" + profile.phone().tail());
        }
        if (profile.place() != null && profile.place().house() != null) {
            keys.add("house:" + profile.place().house());
        }
        for (var name : profile.names()) {
            for (var part : name.parts()) {
                if (!part.isInitial()) {
                    keys.add("name:" + part.sound());
                }
            }
            keys.add("name:" + name.joined());
        }
        return keys;
    }

    private static Set<String> itemKeys(Profile profile) {
        var keys = new HashSet<String>();
        for (var item : profile.basket().items()) {
            if (!item.sku().isEmpty()) {
                keys.add("sku:" + item.sku());
            }
            if (!item.title().isEmpty()) {
                keys.add("title:" + item.title());
            }
        }
        return keys;
    }
}
