package dev.ordersync.sandbox.page;

import dev.ordersync.sandbox.mail.Inbox;
import dev.ordersync.sandbox.shop.Shop;
import dev.ordersync.sandbox.shop.Shops;
import java.util.List;
import org.springframework.stereotype.Component;

/** What every page's navigation shows; templates call it as {@code @nav}. */
@Component("nav")
public class Nav {

    private final Shops shops;
    private final Inbox inbox;

    Nav(Shops shops, Inbox inbox) {
        this.shops = shops;
        this.inbox = inbox;
    }

    public List<String> shops() {
        return shops.all().stream().map(Shop::name).toList();
    }

    public int mails() {
        return inbox.all().size();
    }
}
