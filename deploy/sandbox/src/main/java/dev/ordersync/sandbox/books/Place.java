package dev.ordersync.sandbox.books;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/** A copy's place in a list, newest first; as text it is the cursor. */
public record Place(Instant createdAt, long number) implements Comparable<Place> {

    private static final Comparator<Place> NEWEST_FIRST = Comparator.comparing(Place::createdAt)
            .thenComparingLong(Place::number)
            .reversed();

    /** @return empty when the text is no cursor */
    public static Optional<Place> parse(String cursor) {
        int dot = cursor.indexOf('.');
        if (dot < 0) {
            return Optional.empty();
        }
        try {
            long millis = Long.parseLong(cursor, 0, dot, 10);
            return Optional.of(
                    new Place(Instant.ofEpochMilli(millis), Long.parseLong(cursor, dot + 1, cursor.length(), 10)));
        } catch (NumberFormatException | DateTimeException _) {
            return Optional.empty();
        }
    }

    public String cursor() {
        return createdAt.toEpochMilli() + "." + number;
    }

    @Override
    public int compareTo(Place other) {
        return NEWEST_FIRST.compare(this, other);
    }
}
