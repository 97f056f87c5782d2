package dev.ordersync.scenario.simulation;

import dev.ordersync.platform.Copy;
import dev.ordersync.webhook.SignedMessage;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** What shops tell us by themselves: late, twice, in any order, or never. */
final class SimulatedWebhooks {
    private static final byte[] KEY = "a key of the simulation".getBytes(StandardCharsets.UTF_8);

    record Message(
            String store, int number, String copy, @Nullable String reference) {}

    private final Life life;
    private final List<Message> underWay = new ArrayList<>();
    private int numbers;

    SimulatedWebhooks(Life life) {
        this.life = life;
    }

    static String secret() {
        return "whsec_" + Base64.getEncoder().encodeToString(KEY);
    }

    void changed(String store, Copy copy) {
        if (life.happens(Chance.WEBHOOK)) {
            underWay.add(new Message(store, ++numbers, copy.id().value(), copy.reference()));
        }
    }

    /** One that arrives now. */
    Optional<Message> next() {
        if (underWay.isEmpty()) {
            return Optional.empty();
        }
        int at = life.random().nextInt(underWay.size());
        return Optional.of(life.happens(Chance.LOG_TROUBLE, 3) ? underWay.get(at) : underWay.remove(at));
    }

    SignedMessage signed(Message message) {
        var id = "msg_" + message.number();
        var at = Long.toString(life.now().getEpochSecond());
        var body =
                """
                {"type": "order.changed", "data": {"id": "%s", "reference": %s}}
                """.formatted(message.copy(), message.reference() == null ? "null" : '"' + message.reference() + '"');
        return new SignedMessage(id, at, "v1," + sum(id + "." + at + "." + body), body);
    }

    private static String sum(String signed) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(KEY, "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has it", e);
        }
    }
}
