package dev.ordersync.reconciler.console;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One step of an order's story.
 *
 * @param glyph the status or mark whose glyph it has
 * @param attempt the attempt that it tells of, for a link to its row
 * @param candidates what a look found
 * @param ahead planned, not yet done
 */
record Step(
        String glyph,
        String text,
        @Nullable String more,
        @Nullable Integer attempt,
        List<CandidateView> candidates,
        Moment time,
        boolean ahead) {

    static Step done(String glyph, String text, @Nullable String more, Moment time) {
        return new Step(glyph, text, more, null, List.of(), time, false);
    }

    static Step planned(String glyph, String text, @Nullable String more, Moment time) {
        return new Step(glyph, text, more, null, List.of(), time, true);
    }
}
