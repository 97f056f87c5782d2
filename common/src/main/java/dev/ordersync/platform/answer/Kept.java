package dev.ordersync.platform.answer;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What shops answered, kept for a while so that they are not asked again for each order. Bounded: the oldest answers go
 * first.
 */
public final class Kept<K, V> {
    private record Answered<V>(V value, Instant at) {}

    private final Duration kept;
    private final Clock clock;
    private final Map<K, Answered<V>> answers;

    public Kept(Duration kept, int most, Clock clock) {
        this.kept = kept;
        this.clock = clock;
        this.answers = Collections.synchronizedMap(new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<K, Answered<V>> eldest) {
                return size() > most;
            }
        });
    }

    public Optional<V> get(K asked) {
        return Optional.ofNullable(answers.get(asked))
                .filter(answered -> answered.at().plus(kept).isAfter(clock.instant()))
                .map(Answered::value);
    }

    public void put(K asked, V value) {
        answers.put(asked, new Answered<>(value, clock.instant()));
    }

    /** It turned out to be wrong. */
    public void forget(K asked) {
        answers.remove(asked);
    }
}
