package dev.ordersync.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class ProxyTest {
    private static final int PATIENCE_MS = 200;
    private static final int ANSWER = 'x';

    @AutoClose
    private final ServerSocket target = new ServerSocket(0);

    @AutoClose
    private final Proxy proxy = new Proxy(target.getLocalPort());

    ProxyTest() throws IOException {}

    private Socket client() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), proxy.port());
    }

    @Test
    void givenAConnection_whenPausedAndResumed_thenItsBytesWaitAndThenCome() throws IOException {
        try (var client = client();
                var served = target.accept()) {
            client.setSoTimeout(PATIENCE_MS);
            proxy.pause();
            served.getOutputStream().write(ANSWER);
            assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);

            client.setSoTimeout(0);
            proxy.resume();

            assertThat(client.getInputStream().read()).isEqualTo(ANSWER);
        }
    }

    @Test
    void givenAConnection_whenCut_thenItIsResetAndTheNextOneIsLetIn() throws IOException {
        try (var client = client();
                var _ = target.accept()) {
            proxy.cut();
            assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(IOException.class);
        }
        try (var client = client();
                var served = target.accept()) {
            served.getOutputStream().write(ANSWER);
            assertThat(client.getInputStream().read()).isEqualTo(ANSWER);
        }
    }

    @Test
    void givenRefusal_whenConnecting_thenNobodyListensUntilHealed() throws IOException {
        proxy.refuse();
        assertThatThrownBy(this::client).isInstanceOf(ConnectException.class);

        proxy.heal();

        try (var client = client();
                var served = target.accept()) {
            served.getOutputStream().write(ANSWER);
            assertThat(client.getInputStream().read()).isEqualTo(ANSWER);
        }
    }
}
