package dev.ordersync.platform.client;

import dev.ordersync.platform.WriteGuard;
import dev.ordersync.platform.client.Exchange.NoAnswer;
import dev.ordersync.platform.client.Exchange.NotSent;
import java.io.Closeable;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.io.Closer;

/**
 * Makes one call at most once. It never sends again by itself, follows no redirect, and has one deadline over all.
 *
 * <p>A call is {@link NotSent} exactly when the sending thread failed before the mark that is set once connected, right
 * before the first byte. No type of exception is looked at for that: a TLS failure, for one, can come after the request.
 */
public final class PlatformClient implements Closeable {
    /** What a header's value may hold; a line break would begin another header. */
    private static final Pattern HEADER_VALUE = Pattern.compile("[\\x20-\\x7e]*");

    private final boolean allowPrivateHosts;
    private final ClientLimits limits;
    private final GuardedResolver resolver;
    private final Deadlines deadlines = new Deadlines();
    private final Semaphore posts;
    private final Semaphore reads;
    private final CloseableHttpClient http;

    /** @param allowPrivateHosts whether shops may be reached by plain http and in private networks */
    public static PlatformClient create(boolean allowPrivateHosts) {
        return new PlatformClient(
                allowPrivateHosts,
                ClientLimits.DEFAULT,
                DefaultClientTlsStrategy.createDefault(),
                InetAddress::getAllByName);
    }

    PlatformClient(boolean allowPrivateHosts, ClientLimits limits, TlsSocketStrategy tls, GuardedResolver.Names names) {
        this.allowPrivateHosts = allowPrivateHosts;
        this.limits = limits;
        this.resolver = new GuardedResolver(names, allowPrivateHosts);
        this.posts = new Semaphore(limits.posts());
        this.reads = new Semaphore(limits.reads());
        this.http = Wire.client(limits, resolver, tls);
    }

    /** Makes a call that may happen at any time, such as a read. */
    public Exchange send(Request request) {
        return send(request, () -> true);
    }

    /**
     * Makes the call, on this thread, within its timeout.
     *
     * @param guard asked right before the first byte; {@code false}: nothing is written
     */
    public Exchange send(Request request, WriteGuard guard) {
        var call = new Call(request.timeout(), limits.minimumLeft(), guard);
        var problem = problem(request);
        if (problem.isPresent()) {
            return new NotSent(problem.get());
        }
        var permits = request.method().reads() ? reads : posts;
        try {
            if (!permits.tryAcquire(call.patienceNanos(), TimeUnit.NANOSECONDS)) {
                return new NotSent("its turn did not come within " + Failure.seconds(request.timeout()));
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return new NotSent("stopped while it waited for its turn");
        }
        try {
            return call.isTooLate() ? new NotSent(call.unconnected()) : send(request, call);
        } finally {
            permits.release();
        }
    }

    private Exchange send(Request request, Call call) {
        var message = message(request);
        Future<?> timer = null;
        ClassicHttpResponse response = null;
        try {
            timer = deadlines.arm(call, message);
            response = open(message, call);
            return new AnswerReader(limits.bodyBytes(), call).read(response, message, request.keep());
        } catch (Exception e) {
            var words = Failure.words(e);
            if (!call.isMaybeSent()) {
                return new NotSent(call.isExpired() ? call.unconnected() : words);
            }
            return new NoAnswer(call.isExpired() ? call.unanswered() : words);
        } finally {
            if (timer != null) {
                timer.cancel(false);
            }
            // Quietly: an answer that was read stays one, whatever the closing of its connection says.
            Closer.closeQuietly(response);
        }
    }

    private ClassicHttpResponse open(HttpUriRequestBase message, Call call) throws Exception {
        return ScopedValue.where(Call.CURRENT, call)
                .call(() -> http.executeOpen(null, message, HttpClientContext.create()));
    }

    private static HttpUriRequestBase message(Request request) {
        var message = new HttpUriRequestBase(request.method().verb(), request.uri());
        message.setConfig(Wire.requestConfig(request.timeout()));
        request.headers().forEach(message::setHeader);
        if (request.json() != null) {
            message.setEntity(
                    new ByteArrayEntity(request.json().getBytes(StandardCharsets.UTF_8), ContentType.APPLICATION_JSON));
        }
        return message;
    }

    private Optional<String> problem(Request request) {
        boolean sendable = request.headers().values().stream()
                .allMatch(value -> HEADER_VALUE.matcher(value).matches());
        return sendable
                ? BaseUrl.callProblem(request.uri(), allowPrivateHosts)
                : Optional.of("a credential or key has characters that no header can carry");
    }

    @Override
    public void close() {
        http.close(CloseMode.IMMEDIATE);
        deadlines.close();
        resolver.close();
    }
}
