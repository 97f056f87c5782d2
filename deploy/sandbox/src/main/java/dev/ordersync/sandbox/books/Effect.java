package dev.ordersync.sandbox.books;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What one POST did to the books. */
public enum Effect {
    /** A copy was made. */
    SAVED,
    /** The key was known, its copy was answered again. */
    REPLAYED,
    /** Nothing was saved. */
    NONE,
    /** The shop will save it later. */
    PENDING,
    /** What was pending has been saved. */
    SAVED_LATE,
    /** What was pending is lost: the books were full. */
    LOST,
    /** The same key was still being worked on. */
    IN_FLIGHT,
    /** The key was used for other content. */
    KEY_REUSED;

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
