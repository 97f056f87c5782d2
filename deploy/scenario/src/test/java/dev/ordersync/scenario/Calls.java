package dev.ordersync.scenario;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;

/** Where a worker's POSTs run: at once, later when the test says so, or never, as in a process that was killed. */
final class Calls implements Executor {
    private enum Mode {
        RUN,
        HOLD,
        LOSE
    }

    private final Deque<Runnable> held = new ArrayDeque<>();
    private Mode mode = Mode.RUN;

    void areHeld() {
        mode = Mode.HOLD;
    }

    void areLost() {
        mode = Mode.LOSE;
    }

    /** What is held stays held: a shop that hangs on some calls. */
    void newOnesRun() {
        mode = Mode.RUN;
    }

    void runAgain() {
        mode = Mode.RUN;
        while (!held.isEmpty()) {
            held.poll().run();
        }
    }

    @Override
    public void execute(Runnable call) {
        switch (mode) {
            case RUN -> call.run();
            case HOLD -> held.add(call);
            case LOSE -> {}
        }
    }
}
