package dev.ordersync.platform.client;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SchemePortResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.DefaultHttpClientConnectionOperator;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.io.HttpClientConnectionOperator;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.URIScheme;
import org.apache.hc.core5.http.config.RegistryBuilder;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/** The HTTP client beneath, with everything switched off that could send twice or elsewhere. */
final class Wire {
    /** A pooled connection that was idle for longer is looked at before it is used: the shop may have closed it. */
    private static final TimeValue VALIDATE_AFTER = TimeValue.ofMilliseconds(100);

    /** Old connections are given up, so that a shop that moved to other addresses is followed. */
    private static final TimeValue TIME_TO_LIVE = TimeValue.ofMinutes(3);

    private static final TimeValue IDLE = TimeValue.ofSeconds(30);

    private static final Duration AFTER_DEADLINE = Duration.ofSeconds(1);

    private Wire() {}

    static CloseableHttpClient client(ClientLimits limits, GuardedResolver resolver, TlsSocketStrategy tls) {
        var connections = new Connections()
                .setMaxConnTotal(limits.connections())
                .setMaxConnPerRoute(limits.connections())
                .setDnsResolver(resolver)
                .setTlsSocketStrategy(tls)
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(Timeout.of(limits.connectTimeout()))
                        .setValidateAfterInactivity(VALIDATE_AFTER)
                        .setTimeToLive(TIME_TO_LIVE)
                        .build())
                .build();
        return HttpClients.custom()
                .setConnectionManager(connections)
                .evictExpiredConnections()
                .evictIdleConnections(IDLE)
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableAuthCaching()
                .disableCookieManagement()
                .disableContentCompression()
                .setUserAgent("order-sync")
                .addRequestInterceptorLast((_, _, _) -> Call.CURRENT.get().beforeWrite())
                .build();
    }

    /** Makes sockets that the call's deadline can end from the first moment on. */
    private static final class Connections extends PoolingHttpClientConnectionManagerBuilder {
        @Override
        protected HttpClientConnectionOperator createConnectionOperator(
                SchemePortResolver ports, DnsResolver names, TlsSocketStrategy tls) {
            var strategies = RegistryBuilder.<TlsSocketStrategy>create()
                    .register(URIScheme.HTTPS.id, tls)
                    .build();
            return new DefaultHttpClientConnectionOperator(_ -> socketOfCall(), ports, names, strategies);
        }

        private static Socket socketOfCall() throws IOException {
            var socket = new Socket();
            Call.CURRENT.get().connects(socket);
            return socket;
        }
    }

    /** The socket's own timeouts only back up the total deadline: they come after it. */
    static RequestConfig requestConfig(Duration timeout) {
        var backUp = Timeout.of(timeout.plus(AFTER_DEADLINE));
        return RequestConfig.custom()
                .setConnectionRequestTimeout(backUp)
                .setResponseTimeout(backUp)
                .setAuthenticationEnabled(false)
                .setRedirectsEnabled(false)
                .setContentCompressionEnabled(false)
                // Else every plain request offers an upgrade to TLS, and a 101 is acted on.
                .setProtocolUpgradeEnabled(false)
                .build();
    }
}
