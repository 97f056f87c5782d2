package dev.ordersync.sandbox;

import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

/** One server for all tests; each test has a shop of its own. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "sandbox.smtp-port=0")
abstract class SandboxIT {

    private static final AtomicInteger SHOPS = new AtomicInteger();

    @LocalServerPort
    private int port;

    Client newShop() {
        return shop("shop-" + SHOPS.incrementAndGet());
    }

    Client shop(String name) {
        return new Client(port, name);
    }
}
