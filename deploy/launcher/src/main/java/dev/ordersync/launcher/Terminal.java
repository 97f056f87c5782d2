package dev.ordersync.launcher;

import java.io.PrintStream;

/** What the person sees: lines that stay and, on a terminal, one status line below them that keeps changing. */
final class Terminal {

    private static final String CLEAR_LINE = "\r\u001b[K";

    private final PrintStream out;
    private final boolean rewrites;
    private String status = "";

    /** @param rewrites whether the last line may be written anew; else each change of it is a line of its own */
    Terminal(PrintStream out, boolean rewrites) {
        this.out = out;
        this.rewrites = rewrites;
    }

    /** Only the script knows whether its output is a terminal: Java asks about the input too. */
    static Terminal ofThisProcess() {
        return new Terminal(System.out, Boolean.getBoolean("quickstart.terminal"));
    }

    boolean rewrites() {
        return rewrites;
    }

    synchronized void say(String line) {
        if (rewrites && !status.isEmpty()) {
            out.println(CLEAR_LINE + line);
            out.print(status);
        } else {
            out.println(line);
        }
        out.flush();
    }

    synchronized void status(String line) {
        if (line.equals(status)) {
            return;
        }
        status = line;
        if (rewrites) {
            out.print(CLEAR_LINE + line);
        } else {
            out.println(line);
        }
        out.flush();
    }

    /** Ends the status line; what is said next begins below it. */
    synchronized void endStatus() {
        if (rewrites && !status.isEmpty()) {
            out.println();
        }
        status = "";
    }
}
