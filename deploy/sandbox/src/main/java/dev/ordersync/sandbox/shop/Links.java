package dev.ordersync.sandbox.shop;

import dev.ordersync.sandbox.SandboxProperties;
import java.net.URI;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** Where links to the sandbox's pages start. */
@Component
public class Links {

    private final SandboxProperties properties;

    Links(SandboxProperties properties) {
        this.properties = properties;
    }

    /** Only on the thread that serves a request. */
    public String base() {
        URI fixed = properties.publicUrl();
        String base = fixed == null
                ? ServletUriComponentsBuilder.fromCurrentContextPath().toUriString()
                : fixed.toString();
        return base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
    }
}
