package dev.ordersync.sandbox.books;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One line of the journal. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Entry.Arrived.class, name = "arrived"),
    @JsonSubTypes.Type(value = Entry.Noted.class, name = "noted"),
    @JsonSubTypes.Type(value = Entry.Saved.class, name = "saved"),
    @JsonSubTypes.Type(value = Entry.Changed.class, name = "changed"),
    @JsonSubTypes.Type(value = Entry.Deleted.class, name = "deleted"),
    @JsonSubTypes.Type(value = Entry.Emptied.class, name = "emptied")
})
sealed interface Entry {

    record Arrived(String key, @Nullable String orderId, Instant at) implements Entry {}

    record Noted(String key, PostEvent event) implements Entry {}

    /** @param sent what the key stands for; null when no key made the copy */
    record Saved(Copy copy, @Nullable String key, @Nullable Sent sent) implements Entry {}

    record Changed(Copy copy) implements Entry {}

    record Deleted(long number) implements Entry {}

    /** First line after everything was forgotten. */
    record Emptied(long nextNumber) implements Entry {}
}
