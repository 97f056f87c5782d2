package dev.ordersync.sandbox.books;

import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * One shop's copies and the keys that made them. Every method is one atomic step; a change is in the journal before it is
 * in memory.
 */
public final class Books {

    private static final long FIRST_NUMBER = 1001;
    /** Keys outnumber copies, since a refused POST has a key too. */
    private static final int KEYS_PER_COPY = 2;

    private final int maxCopies;
    private final PostLog posts;
    private final NavigableMap<Place, Copy> copies = new TreeMap<>();
    private final Map<Long, Copy> byNumber = new HashMap<>();
    private final Map<String, Set<Long>> byReference = new HashMap<>();
    private final Map<String, KeyUse> keys = new HashMap<>();
    private long nextNumber = FIRST_NUMBER;
    private Journal journal = Journal.NONE;

    /** @param copy what the key made, null while it is being worked on */
    private record KeyUse(Sent sent, @Nullable Copy copy) {}

    private Books(int maxCopies) {
        this.maxCopies = maxCopies;
        this.posts = new PostLog(Math.multiplyExact(KEYS_PER_COPY, maxCopies));
    }

    /** Books that end with the process. */
    public static Books inMemory(int maxCopies) {
        return new Books(maxCopies);
    }

    /** Books that go on from what the file holds. */
    public static Books kept(int maxCopies, Path file, JsonMapper json) {
        var books = new Books(maxCopies);
        books.journal = FileJournal.open(file, json, books::apply);
        return books;
    }

    /**
     * Counts a POST before anything is done about it.
     *
     * @return how many came with this key before
     */
    public synchronized int arrived(String key, @Nullable String orderId, Instant now) {
        if (!posts.hasRoomFor(key)) {
            throw new BooksFull("This shop remembers no more than " + posts.maxKeys() + " keys");
        }
        return write(new Entry.Arrived(key, orderId, now)) - 1;
    }

    /** Adds what became of a POST. */
    public synchronized void note(String key, PostEvent event) {
        write(new Entry.Noted(key, event));
    }

    /** Asks for the key; after {@link Begun.Fresh} the caller must save or release it. */
    public synchronized Begun begin(String key, Sent sent) {
        KeyUse use = keys.get(key);
        if (use == null) {
            keys.put(key, new KeyUse(sent, null));
            return new Begun.Fresh();
        }
        if (!use.sent().equals(sent)) {
            return new Begun.Reused();
        }
        Copy copy = use.copy();
        return copy == null ? new Begun.InFlight() : new Begun.Replay(byNumber.getOrDefault(copy.number(), copy));
    }

    /** Gives up a key that has made nothing. */
    public synchronized void release(String key) {
        keys.computeIfPresent(key, (_, use) -> use.copy() == null ? null : use);
    }

    /** Saves under a key, which from now on answers with this copy; if the key made another one before, it keeps that. */
    public synchronized Copy save(String key, Sent sent, Draft draft, Instant now) {
        KeyUse use = keys.get(key);
        boolean taken = use != null && use.copy() != null;
        return taken ? save(draft, now, null, null) : save(draft, now, key, sent);
    }

    /** Saves what no key asked for: an order typed in by hand. */
    public synchronized Copy save(Draft draft, Instant now) {
        return save(draft, now, null, null);
    }

    private Copy save(Draft draft, Instant now, @Nullable String key, @Nullable Sent sent) {
        if (copies.size() >= maxCopies) {
            throw new BooksFull("This shop holds no more than " + maxCopies + " orders");
        }
        Instant createdAt = now.truncatedTo(ChronoUnit.MILLIS);
        var copy = new Copy(
                nextNumber,
                draft.reference(),
                draft.orderId(),
                createdAt,
                CopyStatus.OPEN,
                null,
                false,
                draft.order(),
                draft.wholeAt());
        write(new Entry.Saved(copy, key, sent));
        return copy;
    }

    public synchronized Optional<Copy> find(String id) {
        try {
            return Optional.ofNullable(byNumber.get(Long.parseLong(id)));
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }

    /** @return the changed copy, empty when the shop has none with this id */
    public synchronized Optional<Copy> change(String id, UnaryOperator<Copy> change) {
        Optional<Copy> changed = find(id).map(change);
        changed.ifPresent(copy -> write(new Entry.Changed(copy)));
        return changed;
    }

    /** @return whether this call removed the copy */
    public synchronized boolean delete(String id) {
        Optional<Copy> copy = find(id);
        copy.ifPresent(gone -> write(new Entry.Deleted(gone.number())));
        return copy.isPresent();
    }

    public synchronized Slice<Copy> list(Query query) {
        var page = new ArrayList<Copy>();
        for (Copy copy : candidates(query)) {
            if (query.createdAfter() != null && copy.createdAt().isBefore(query.createdAfter())) {
                break;
            }
            if (query.asksFor(copy)) {
                if (page.size() == query.limit()) {
                    return new Slice<>(List.copyOf(page), page.getLast().place().cursor());
                }
                page.add(copy);
            }
        }
        return new Slice<>(List.copyOf(page), null);
    }

    /** Newest first, from where the query starts. */
    private Collection<Copy> candidates(Query query) {
        NavigableMap<Place, Copy> from = copies;
        if (query.reference() != null) {
            from = new TreeMap<>();
            for (long number : byReference.getOrDefault(query.reference(), Set.of())) {
                Copy copy = byNumber.get(number);
                if (copy != null) {
                    from.put(copy.place(), copy);
                }
            }
        }
        if (query.createdBefore() != null) {
            from = from.tailMap(new Place(query.createdBefore(), Long.MAX_VALUE), true);
        }
        return (query.after() == null ? from : from.tailMap(query.after(), false)).values();
    }

    /** @param cursor how many keys to skip */
    public synchronized Slice<PostSeen> posts(@Nullable String orderId, int cursor, int limit, boolean newestFirst) {
        return posts.list(orderId, cursor, limit, newestFirst);
    }

    public synchronized Totals totals() {
        int live = 0;
        Map<String, Integer> liveByOrder = new HashMap<>();
        for (Copy copy : copies.values()) {
            if (copy.status().isLive() && !copy.test()) {
                live++;
                if (copy.orderId() != null) {
                    liveByOrder.merge(copy.orderId(), 1, Integer::sum);
                }
            }
        }
        List<String> doubled = liveByOrder.entrySet().stream()
                .filter(order -> order.getValue() > 1)
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
        return new Totals(copies.size(), live, posts.total(), posts.keys(), doubled);
    }

    /** Forgets every copy, key and POST, but no number: a number from before must not name a new copy. */
    public synchronized void clear() {
        journal.clear();
        copies.clear();
        byNumber.clear();
        byReference.clear();
        keys.clear();
        posts.clear();
        write(new Entry.Emptied(nextNumber));
    }

    /** Lets another process have the journal; these books must not change any more. */
    public synchronized void close() {
        journal.close();
    }

    private int write(Entry entry) {
        journal.append(entry);
        return apply(entry);
    }

    /** @return the count of POSTs with the key after an arrival, else 0 */
    private int apply(Entry entry) {
        switch (entry) {
            case Entry.Arrived(var key, var orderId, var at) -> {
                return posts.arrived(key, orderId, at);
            }
            case Entry.Noted(var key, var event) -> posts.note(key, event);
            case Entry.Saved(var copy, var key, var sent) -> {
                put(copy);
                nextNumber = Math.max(nextNumber, copy.number() + 1);
                if (copy.reference() != null) {
                    byReference
                            .computeIfAbsent(copy.reference(), _ -> new HashSet<>())
                            .add(copy.number());
                }
                if (key != null && sent != null) {
                    // One text instead of two equal ones: most copies are saved as they were sent.
                    String order = sent.order().equals(copy.order()) ? copy.order() : sent.order();
                    keys.put(key, new KeyUse(new Sent(sent.reference(), order), copy));
                }
            }
            case Entry.Changed(var copy) -> put(copy);
            case Entry.Deleted(var number) -> remove(number);
            case Entry.Emptied(var next) -> nextNumber = next;
        }
        return 0;
    }

    private void put(Copy copy) {
        copies.put(copy.place(), copy);
        byNumber.put(copy.number(), copy);
    }

    private void remove(long number) {
        Copy gone = byNumber.remove(number);
        if (gone == null) {
            return;
        }
        copies.remove(gone.place());
        if (gone.reference() != null) {
            byReference.computeIfPresent(gone.reference(), (_, numbers) -> {
                numbers.remove(number);
                return numbers.isEmpty() ? null : numbers;
            });
        }
    }
}
