package dev.ordersync.launcher.demo;

import dev.ordersync.launcher.Http;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Makes the demo stores and their user, then feeds orders: one of each plot in a short burst, then a slow trickle. */
public final class Demo {

    private static final Duration BURST_PAUSE = Duration.ofMillis(500);
    private static final Duration TRICKLE_PAUSE = Duration.ofSeconds(10);
    /** About eleven hours; a demo left alone must not fill the disk. */
    private static final int MOST_ORDERS = 4_000;

    private static final long FIRST_NUMBER = 1001;
    public static final String USER = "demo";

    private final DemoApi api;
    private final Path counter;
    private final Clock clock;
    private final LongSupplier shopStarts;
    private final Consumer<String> news;
    private long faultsSetAtStart;
    private int fed;
    private Optional<String> toCancel = Optional.empty();

    /**
     * @param folder where the number of the next order is kept, so that a later run goes on with it
     * @param shopStarts how often the shop was started; it forgets its switches with each start
     */
    public Demo(Http http, DemoPlace place, Path folder, Clock clock, LongSupplier shopStarts, Consumer<String> news) {
        this.api = new DemoApi(http, place);
        this.counter = folder.resolve("next-order");
        this.clock = clock;
        this.shopStarts = shopStarts;
        this.news = news;
    }

    /** The plots as lines for people: the id of such an order and what comes of it. */
    public static List<String> stories() {
        return Arrays.stream(Plot.values())
                .map(plot -> "%-22s %s".formatted(plot.idPattern(), plot.story()))
                .toList();
    }

    /** Safe to repeat: what an earlier run made stays as it is. */
    public void prepare(String password) throws IOException {
        api.putStores();
        api.putUser(USER, password);
    }

    /**
     * Feeds the next order. A refusal is told and the demo goes on; the number is not used again.
     *
     * @return how long to wait before the next one, empty when it was the last
     */
    public Optional<Duration> feedOnce() {
        if (fed >= MOST_ORDERS) {
            return Optional.empty();
        }
        try {
            renewFaults();
            cancelEarlierOne();
            var plot = Script.plot(fed);
            var store = Script.isForWoo(fed) ? DemoApi.WOO_STORE : DemoApi.STORE;
            long number = takeNumber();
            fed++;
            api.submit(DemoOrder.content(plot, number, store.key(), clock.instant()));
            if (plot == Plot.CANCELLED) {
                toCancel = Optional.of(plot.orderId(number));
            }
        } catch (IOException e) {
            // Some, as a refused connection, have no message of their own.
            news.accept("Demo: " + (e.getMessage() == null ? e : e.getMessage()));
        }
        return Optional.of(Script.isOpening(fed) ? BURST_PAUSE : TRICKLE_PAUSE);
    }

    private void renewFaults() throws IOException {
        long starts = shopStarts.getAsLong();
        if (starts != faultsSetAtStart) {
            api.putFaults();
            faultsSetAtStart = starts;
        }
    }

    /** One step later than the order, so that an attempt is on its way and the cancel has something to wait for. */
    private void cancelEarlierOne() throws IOException {
        if (toCancel.isPresent()) {
            String orderId = toCancel.get();
            toCancel = Optional.empty();
            api.cancel(orderId);
        }
    }

    private long takeNumber() {
        try {
            long number = Files.exists(counter)
                    ? Long.parseLong(Files.readString(counter).strip())
                    : FIRST_NUMBER;
            Files.writeString(counter, Long.toString(number + 1));
            return number;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
