package dev.ordersync.sandbox.books;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Every POST seen, by key, in the order of first arrival. Not thread-safe: its books lock. */
final class PostLog {

    /** Enough to read a life of one key; the count goes on. */
    private static final int MAX_EVENTS_PER_KEY = 20;

    private final int maxKeys;
    private final LinkedHashMap<String, Page> pages = new LinkedHashMap<>();
    private long total;

    private static final class Page {
        private final @Nullable String orderId;
        private final Instant firstAt;
        private final Deque<PostEvent> events = new ArrayDeque<>(2);
        private Instant lastAt;
        private int count;

        private Page(@Nullable String orderId, Instant firstAt) {
            this.orderId = orderId;
            this.firstAt = firstAt;
            this.lastAt = firstAt;
        }
    }

    PostLog(int maxKeys) {
        this.maxKeys = maxKeys;
    }

    boolean hasRoomFor(String key) {
        return pages.size() < maxKeys || pages.containsKey(key);
    }

    int maxKeys() {
        return maxKeys;
    }

    int keys() {
        return pages.size();
    }

    long total() {
        return total;
    }

    /** @return the count of POSTs with this key, this one included */
    int arrived(String key, @Nullable String orderId, Instant now) {
        Page page = pages.computeIfAbsent(key, _ -> new Page(orderId, now));
        page.lastAt = now;
        total++;
        return ++page.count;
    }

    /** An event of a page that was emptied away in the meantime has nowhere to go, and is dropped. */
    void note(String key, PostEvent event) {
        Page page = pages.get(key);
        if (page == null) {
            return;
        }
        if (page.events.size() == MAX_EVENTS_PER_KEY) {
            page.events.removeFirst();
        }
        page.events.addLast(event);
    }

    Slice<PostSeen> list(@Nullable String orderId, int skip, int limit, boolean newestFirst) {
        var page = new ArrayList<PostSeen>();
        int position = 0;
        for (var entry : (newestFirst ? pages.reversed() : pages).entrySet()) {
            if (position++ < skip || (orderId != null && !orderId.equals(entry.getValue().orderId))) {
                continue;
            }
            if (page.size() == limit) {
                return new Slice<>(List.copyOf(page), Integer.toString(position - 1));
            }
            page.add(seen(entry.getKey(), entry.getValue()));
        }
        return new Slice<>(List.copyOf(page), null);
    }

    private static PostSeen seen(String key, Page page) {
        return new PostSeen(key, page.orderId, page.count, page.firstAt, page.lastAt, List.copyOf(page.events));
    }

    void clear() {
        pages.clear();
        total = 0;
    }
}
