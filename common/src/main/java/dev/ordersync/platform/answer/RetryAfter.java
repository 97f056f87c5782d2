package dev.ordersync.platform.answer;

import dev.ordersync.platform.client.Exchange.Answer;
import java.time.Duration;
import org.apache.hc.client5.http.utils.DateUtils;
import org.jspecify.annotations.Nullable;

/** How long a shop asks to be left alone. */
public final class RetryAfter {
    public static final Duration DEFAULT = Duration.ofSeconds(5);
    public static final Duration LONGEST = Duration.ofMinutes(10);
    private static final Duration SHORTEST = Duration.ofSeconds(1);

    private RetryAfter() {}

    /** Seconds or a date, which is read by the shop's own clock; what cannot be read is {@link #DEFAULT}. */
    public static Duration of(Answer answer) {
        var asked = asked(answer);
        if (asked == null) {
            return DEFAULT;
        }
        if (asked.compareTo(SHORTEST) < 0) {
            return SHORTEST;
        }
        return asked.compareTo(LONGEST) > 0 ? LONGEST : asked;
    }

    private static @Nullable Duration asked(Answer answer) {
        var text = answer.retryAfter() == null ? "" : answer.retryAfter().strip();
        if (text.matches("\\d+")) {
            return text.length() > 9 ? LONGEST : Duration.ofSeconds(Long.parseLong(text));
        }
        var until = DateUtils.parseStandardDate(text);
        return until == null || answer.date() == null ? null : Duration.between(answer.date(), until);
    }
}
