package dev.ordersync.sandbox.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.coyote.ActionCode;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.SocketWrapperBase;

/** The connection that the request at work came in on. */
public final class Line {

    static final ScopedValue<Line> CURRENT = ScopedValue.newInstance();

    private final LineProcessor processor;
    private final SocketWrapperBase<?> socket;

    Line(LineProcessor processor, SocketWrapperBase<?> socket) {
        this.processor = processor;
        this.socket = socket;
    }

    /** Only on the thread that serves the request. */
    public static Line current() {
        return CURRENT.get();
    }

    /**
     * Looks for the end of the client's stream. It swallows a byte if the client sent more instead of hanging up, so the
     * line must be cut afterwards, never answered on.
     */
    public boolean isClientGone() {
        if (socket.isClosed() || !(socket.getSocket() instanceof NioChannel channel)) {
            return true;
        }
        try {
            // The channel is in non-blocking mode: nothing to read is 0, hung up is -1 or an exception.
            return channel.getIOChannel().read(ByteBuffer.allocate(1)) < 0;
        } catch (IOException _) {
            return true;
        }
    }

    /** Closes the connection, without an answer, as soon as the request's handler returns. */
    public void cut() {
        processor.action(ActionCode.CLOSE_NOW, null);
    }
}
