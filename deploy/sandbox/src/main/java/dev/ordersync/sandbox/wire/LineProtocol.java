package dev.ordersync.sandbox.wire;

import org.apache.coyote.Processor;
import org.apache.coyote.http11.Http11NioProtocol;

/** HTTP/1.1 with {@link LineProcessor}; made by name, by the server's connector. */
public final class LineProtocol extends Http11NioProtocol {

    @Override
    protected Processor createProcessor() {
        return new LineProcessor(this, getAdapter());
    }
}
