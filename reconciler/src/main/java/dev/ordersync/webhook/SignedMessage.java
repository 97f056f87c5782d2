package dev.ordersync.webhook;

import dev.ordersync.platform.http.HttpPlatform;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * A message as it came in, signed as Standard Webhooks does.
 *
 * @param id of the message: the same each time the shop repeats it
 * @param timestamp seconds since the epoch, as the header has them
 * @param signature one or more of {@code v1,<base64>}, separated by spaces
 */
public record SignedMessage(
        @Nullable String id,
        @Nullable String timestamp,
        @Nullable String signature,
        String body) implements ShopMessage {
    /** How far the shop's clock may be from ours: what is older may be a replay. */
    static final Duration TOLERANCE = Duration.ofMinutes(5);

    private static final int MAX_SIGNATURES = 10;
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,11}");
    private static final String SECRET = "whsec_";
    private static final String VERSION = "v1,";
    private static final JsonMapper JSON = JsonMapper.shared();

    @Override
    public String platform() {
        return HttpPlatform.NAME;
    }

    /** @param secret {@code whsec_} and a key in base64; anything else trusts no message */
    @Override
    public boolean isGenuine(String secret, Instant now) {
        if (id == null || timestamp == null || signature == null) {
            return false;
        }
        if (id.isEmpty() || id.length() > MAX_ID || !isRecent(timestamp, now)) {
            return false;
        }
        var key = ShopMessage.decoded(secret.startsWith(SECRET) ? secret.substring(SECRET.length()) : "");
        if (key == null || key.length == 0) {
            return false;
        }
        var expected = ShopMessage.sum(key, id + "." + timestamp + "." + body);
        return Arrays.stream(signature.split(" ", MAX_SIGNATURES + 1))
                .limit(MAX_SIGNATURES)
                .filter(one -> one.startsWith(VERSION))
                .map(one -> ShopMessage.decoded(one.substring(VERSION.length())))
                .anyMatch(given -> given != null && MessageDigest.isEqual(expected, given));
    }

    private static boolean isRecent(String timestamp, Instant now) {
        if (!SECONDS.matcher(timestamp).matches()) {
            return false;
        }
        var apart = Duration.between(Instant.ofEpochSecond(Long.parseLong(timestamp)), now)
                .abs();
        return apart.compareTo(TOLERANCE) <= 0;
    }

    @Override
    public Optional<Told> told() {
        try {
            var data = JSON.readTree(body).path("data");
            return Told.of(data.path("id").asString(""), data.path("reference").asString(""));
        } catch (JacksonException _) {
            return Optional.empty();
        }
    }
}
