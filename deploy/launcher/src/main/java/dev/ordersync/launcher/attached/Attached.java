package dev.ordersync.launcher.attached;

import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;

/**
 * Runs another main class and ends with the process that started it, however that ended: a killed quickstart must not
 * leave applications behind that hold its ports. The end is abrupt on purpose; the applications are made to survive
 * that, and nobody is left who could wait for anything better.
 *
 * <p>Arguments: the parent's process id, the main class, its arguments.
 */
public final class Attached {

    private static final int ORPHANED = 3;

    private Attached() {}

    public static void main(String[] args) throws Throwable {
        endWith(Long.parseLong(args[0]));
        var main = Class.forName(args[1]).getMethod("main", String[].class);
        try {
            main.invoke(null, (Object) Arrays.copyOfRange(args, 2, args.length));
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static void endWith(long parent) {
        Thread.ofPlatform().daemon().name("attached").start(() -> {
            ProcessHandle.of(parent).ifPresent(process -> process.onExit().join());
            end();
        });
    }

    private static void end() {
        Runtime.getRuntime().halt(ORPHANED);
    }
}
