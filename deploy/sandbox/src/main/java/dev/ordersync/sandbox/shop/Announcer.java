package dev.ordersync.sandbox.shop;

import dev.ordersync.sandbox.books.Copy;
import dev.ordersync.sandbox.webhook.Webhooks;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Tells of a new order in the words of the platform that the shop's webhook is of. */
@Component
class Announcer {

    private final Webhooks webhooks;
    private final Map<String, Voice> voices;

    Announcer(Webhooks webhooks, List<Voice> voices) {
        this.webhooks = webhooks;
        this.voices = voices.stream().collect(Collectors.toMap(Voice::platform, Function.identity()));
    }

    void created(Shop shop, Copy copy, String base) {
        webhooks.created(shop.name(), copy.id(), platform -> voice(platform).view(shop, copy, base));
    }

    private Voice voice(String platform) {
        Voice voice = voices.get(platform);
        if (voice == null) {
            throw new IllegalStateException("No shop here speaks as " + platform);
        }
        return voice;
    }
}
