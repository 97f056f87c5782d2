package dev.ordersync.reconciler.console;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Writes times for readers as of one instant, in the one zone that every page names. */
final class Times {
    static final String ZONE = "UTC";

    private static final DateTimeFormatter FULL = format("d MMM yyyy, HH:mm:ss");
    private static final DateTimeFormatter SECOND = format("HH:mm:ss");
    private static final DateTimeFormatter MINUTE = format("HH:mm");
    private static final DateTimeFormatter DAY = format("d MMM");
    private static final DateTimeFormatter WEEKDAY = format("EEEE d MMMM");

    private final Instant now;

    Times(Instant now) {
        this.now = now;
    }

    Instant now() {
        return now;
    }

    /** "Tuesday 24 November" */
    String today() {
        return WEEKDAY.format(now);
    }

    /** To the second; with its day unless that is today. */
    Moment clock(Instant time) {
        return new Moment(iso(time), day(time) + SECOND.format(time), title(time));
    }

    /** The first whole minute at or after it: an earliest time is never shown too early. */
    Moment roundedUp(Instant time) {
        var minute = time.truncatedTo(ChronoUnit.MINUTES);
        var shown = minute.equals(time) ? minute : minute.plus(1, ChronoUnit.MINUTES);
        return new Moment(iso(time), day(shown) + MINUTE.format(shown), title(time));
    }

    /** How long ago: "5 min". */
    Moment ago(Instant time) {
        return new Moment(iso(time), lasting(Duration.between(time, now)), title(time));
    }

    /** How soon: "in 1 min"; "now" once it is due. */
    Moment ahead(Instant time) {
        return new Moment(iso(time), time.isAfter(now) ? "in " + soon(time) : "now", title(time));
    }

    /** How long until then, rounded up, without "in". */
    private String soon(Instant time) {
        long seconds = (Duration.between(now, time).toMillis() + 999) / 1000;
        return seconds < 60 ? seconds + "\u00a0s" : lasting(Duration.ofMinutes((seconds + 59) / 60));
    }

    /** "12 s", "5 min", "1 h 20 min", "12 h", "3 d": never more precise than a reader needs. */
    static String lasting(Duration duration) {
        long seconds = Math.max(0, duration.toSeconds());
        if (seconds < 60) {
            return seconds + "\u00a0s";
        }
        long minutes = seconds / 60;
        if (minutes < 60) {
            return minutes + "\u00a0min";
        }
        long hours = minutes / 60;
        if (hours < 10 && minutes % 60 > 0) {
            return hours + "\u00a0h " + minutes % 60 + "\u00a0min";
        }
        return hours < 48 ? hours + "\u00a0h" : hours / 24 + "\u00a0d";
    }

    /** For spans that a reader compares: "4 min 25 s", "30.0 s". */
    static String exactly(Duration duration) {
        long millis = Math.max(0, duration.toMillis());
        if (millis < 60_000) {
            return String.format(Locale.ROOT, "%.1f\u00a0s", millis / 1000.0);
        }
        long seconds = millis / 1000;
        return seconds < 3_600 ? seconds / 60 + "\u00a0min " + seconds % 60 + "\u00a0s" : lasting(duration);
    }

    private String day(Instant time) {
        return DAY.format(time).equals(DAY.format(now)) ? "" : DAY.format(time) + ", ";
    }

    private static String title(Instant time) {
        return FULL.format(time) + " " + ZONE;
    }

    private static String iso(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static DateTimeFormatter format(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).withZone(ZoneOffset.UTC);
    }
}
