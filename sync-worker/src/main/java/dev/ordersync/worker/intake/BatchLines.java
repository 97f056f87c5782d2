package dev.ordersync.worker.intake;

import dev.ordersync.problem.Refusal;
import java.util.Arrays;

/** The lines of a batch, cut out of its body on demand. The last line may or may not end with a line break. */
final class BatchLines {
    static final int MAX_LINES = 10_000;

    private final byte[] body;
    /** Where each line ends: at its line break, or at the body's end. */
    private final int[] ends;

    private BatchLines(byte[] body, int[] ends) {
        this.body = body;
        this.ends = ends;
    }

    /** @throws Refusal 413 for more than {@link #MAX_LINES} */
    static BatchLines of(byte[] body) {
        int[] ends = new int[MAX_LINES];
        int count = 0;
        for (int i = 0; i < body.length; i++) {
            if (body[i] == '\n' || i == body.length - 1) {
                if (count == MAX_LINES) {
                    throw Refusal.tooLarge("A batch may have at most " + MAX_LINES + " lines.");
                }
                ends[count++] = body[i] == '\n' ? i : i + 1;
            }
        }
        return new BatchLines(body, Arrays.copyOf(ends, count));
    }

    int count() {
        return ends.length;
    }

    byte[] bytes(int number) {
        return Arrays.copyOfRange(body, number == 0 ? 0 : ends[number - 1] + 1, ends[number]);
    }
}
