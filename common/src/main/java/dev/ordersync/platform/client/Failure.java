package dev.ordersync.platform.client;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.NoHttpResponseException;

/** Words for what went wrong. They decide nothing: whether a call was sent is read from its mark alone. */
final class Failure {
    private Failure() {}

    static String words(Exception failure) {
        return switch (failure) {
            case Call.NotWritten e -> message(e);
            case GuardedResolver.NotPublic e -> message(e);
            case UnknownHostException _ -> "the shop's host name is not known";
            case ConnectTimeoutException _ -> "the connection was not established in time";
            case ConnectException _ -> "the connection was refused";
            case NoRouteToHostException _ -> "no route to the shop's host";
            case SSLException _ -> "TLS failed";
            case NoHttpResponseException _ -> "the connection was closed without an answer";
            case ConnectionClosedException _ -> "the connection was closed within the answer";
            case SocketTimeoutException _ -> "the shop went silent";
            case SocketException _ -> "the connection broke";
            case RejectedExecutionException _ -> "the application is stopping";
            default -> "the call failed (" + failure.getClass().getSimpleName() + ")";
        };
    }

    static String seconds(Duration duration) {
        return duration.toMillis() % 1_000 == 0 ? duration.toSeconds() + " s" : duration.toMillis() + " ms";
    }

    private static String message(Exception e) {
        return String.valueOf(e.getMessage());
    }
}
