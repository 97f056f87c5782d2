package dev.ordersync.sandbox.page;

import dev.ordersync.sandbox.books.Effect;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How the pages say things; templates call it as {@code @words}. */
@Component("words")
public class Words {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("d MMM, HH:mm:ss", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    public String effect(Effect effect) {
        return switch (effect) {
            case SAVED -> "Saved";
            case REPLAYED -> "Known key, first copy shown again";
            case NONE -> "Nothing saved";
            case PENDING -> "To be saved later";
            case SAVED_LATE -> "Saved late";
            case LOST -> "Was to be saved later, and is lost";
            case IN_FLIGHT -> "Nothing saved: key in flight";
            case KEY_REUSED -> "Nothing saved: key used for other content";
        };
    }

    public String answer(@Nullable Integer status) {
        return status == null ? "no answer" : "answered " + status;
    }

    public String time(Instant instant) {
        return TIME.format(instant);
    }

    public String seconds(Duration duration) {
        return duration.toMillis() % 1000 == 0 ? duration.toSeconds() + " s" : duration.toMillis() + " ms";
    }
}
