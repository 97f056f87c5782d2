package dev.ordersync.platform.client;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Resolves host names within the call's deadline, and only to addresses that a shop may have. It stands at connecting,
 * so a name that led to a public address when it was saved cannot lead into a private network later.
 */
final class GuardedResolver implements DnsResolver, AutoCloseable {
    /** Lookups of names under way at once; one per name, so a name that hangs takes one of them. */
    private static final int THREADS = 16;

    private static final int WAITING_NAMES = 1_000;

    /** Where names come from; the system, but in tests. */
    @FunctionalInterface
    interface Names {
        InetAddress[] find(String host) throws UnknownHostException;
    }

    private final Names names;
    private final boolean allowPrivateHosts;
    private final ConcurrentHashMap<String, CompletableFuture<InetAddress[]>> underWay = new ConcurrentHashMap<>();
    /** Platform threads: the system's lookup blocks in native code, which would hold carriers of virtual threads. */
    private final ExecutorService threads = new ThreadPoolExecutor(
            THREADS,
            THREADS,
            1,
            TimeUnit.MINUTES,
            new LinkedBlockingQueue<>(WAITING_NAMES),
            Thread.ofPlatform().daemon().name("platform-names-", 0).factory());

    GuardedResolver(Names names, boolean allowPrivateHosts) {
        this.names = names;
        this.allowPrivateHosts = allowPrivateHosts;
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        var found = find(host, Call.CURRENT.get().remainingNanos());
        var allowed = Arrays.stream(found)
                .filter(address -> allowPrivateHosts || PublicAddress.is(address))
                .toArray(InetAddress[]::new);
        if (allowed.length == 0) {
            throw new NotPublic();
        }
        return allowed;
    }

    private InetAddress[] find(String host, long nanos) throws UnknownHostException {
        try {
            return underWay(host).get(nanos, TimeUnit.NANOSECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw unknown(host, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unknown(host, e);
        }
    }

    private CompletableFuture<InetAddress[]> underWay(String host) {
        var found = underWay.computeIfAbsent(host, name -> CompletableFuture.supplyAsync(() -> findNow(name), threads));
        var _ = found.whenComplete((_, _) -> underWay.remove(host, found));
        return found;
    }

    private InetAddress[] findNow(String host) {
        try {
            return names.find(host);
        } catch (UnknownHostException e) {
            throw new CompletionException(e);
        }
    }

    private static UnknownHostException unknown(String host, Exception cause) {
        var unknown = new UnknownHostException(host);
        unknown.initCause(cause);
        return unknown;
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    /** The name is known, but no address behind it is one that a shop may have. */
    static final class NotPublic extends UnknownHostException {
        NotPublic() {
            super("the shop's host is in a private network, which is not allowed here");
        }
    }
}
