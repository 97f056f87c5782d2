package dev.ordersync.sandbox.mail;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import org.springframework.stereotype.Component;

/** The latest mails, in memory. */
@Component
public class Inbox {

    private static final int MAX_MAILS = 1_000;

    private final Deque<ReceivedMail> mails = new ArrayDeque<>();
    private long lastNumber;

    synchronized void add(LongFunction<ReceivedMail> numbered) {
        mails.addLast(numbered.apply(++lastNumber));
        if (mails.size() > MAX_MAILS) {
            mails.removeFirst();
        }
    }

    /** Oldest first. */
    public synchronized List<ReceivedMail> all() {
        return List.copyOf(mails);
    }

    public synchronized Optional<ReceivedMail> find(long number) {
        return mails.stream().filter(mail -> mail.number() == number).findFirst();
    }

    public synchronized void clear() {
        mails.clear();
    }
}
