package dev.ordersync.sandbox.wire;

import java.io.IOException;
import org.apache.coyote.Adapter;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.SocketWrapperBase;

/** Tomcat's processor, which also lets the request see its connection. */
final class LineProcessor extends Http11Processor {

    LineProcessor(AbstractHttp11Protocol<?> protocol, Adapter adapter) {
        super(protocol, adapter);
    }

    @Override
    public SocketState service(SocketWrapperBase<?> socket) throws IOException {
        return ScopedValue.where(Line.CURRENT, new Line(this, socket)).call(() -> super.service(socket));
    }
}
