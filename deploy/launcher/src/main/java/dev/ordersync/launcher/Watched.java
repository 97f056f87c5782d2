package dev.ordersync.launcher;

import java.time.Duration;
import java.util.function.Consumer;

/** One part and the patience with it: each end in a row doubles the wait before the next start. */
final class Watched {

    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
    /** Up for so long, a part is well again and its earlier ends are forgotten. */
    private static final Duration WELL_AFTER = Duration.ofMinutes(1);

    private final Part part;
    private final Consumer<String> news;
    private int ends;
    private boolean down;
    private long startedNanos = System.nanoTime();
    private long restartNanos;

    Watched(Part part, Consumer<String> news) {
        this.part = part;
        this.news = news;
    }

    Part part() {
        return part;
    }

    int ends() {
        return ends;
    }

    /** @param now of {@link System#nanoTime()} */
    void look(long now) {
        if (down) {
            if (now - restartNanos >= 0) {
                restart(now);
            }
        } else if (part.hasEnded()) {
            noteEnd(now);
        }
    }

    private void noteEnd(long now) {
        if (now - startedNanos > WELL_AFTER.toNanos()) {
            ends = 0;
        }
        Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(ends, 5));
        wait = wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
        ends++;
        down = true;
        restartNanos = now + wait.toNanos();
        news.accept(
                "%s has ended (see logs/%1$s.log); it starts again in %d s.".formatted(part.name(), wait.toSeconds()));
    }

    private void restart(long now) {
        down = false;
        startedNanos = now;
        try {
            part.start();
        } catch (RuntimeException e) {
            news.accept("%s does not start: %s".formatted(part.name(), e.getMessage()));
        }
    }
}
