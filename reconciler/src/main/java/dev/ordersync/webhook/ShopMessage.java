package dev.ordersync.webhook;

import dev.ordersync.order.PlatformOrderId;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** A message of a shop as it came in, in its platform's way of telling and signing. */
public sealed interface ShopMessage permits SignedMessage, WooMessage, ShopifyMessage {
    /** The longest id of a message that is remembered. */
    int MAX_ID = 200;

    String MAC = "HmacSHA256";

    /** What a message says that is of use; nothing in it is believed. */
    record Told(PlatformOrderId copy, @Nullable String reference) {
        /** @param reference dropped unless it is one that we minted */
        static Optional<Told> of(String id, @Nullable String reference) {
            if (id.isBlank() || id.length() > PlatformOrderId.MAX_LENGTH) {
                return Optional.empty();
            }
            var ours = OurReference.of(reference).isPresent() ? reference : null;
            return Optional.of(new Told(new PlatformOrderId(id), ours));
        }
    }

    /** The name of the platform whose shops tell in this way. */
    String platform();

    /** The same each time the shop repeats the message; never null in a genuine one. */
    @Nullable
    String id();

    /** @param secret as the store has it; one that is none trusts no message */
    boolean isGenuine(String secret, Instant now);

    /** The copy that it is about; empty when it names none. */
    Optional<Told> told();

    /**
     * Whether the body alone is signed with the secret, as some platforms do it.
     *
     * @param signature base64
     */
    static boolean isSigned(String secret, @Nullable String id, @Nullable String signature, String body) {
        if (secret.isEmpty() || signature == null || id == null || id.isEmpty() || id.length() > MAX_ID) {
            return false;
        }
        var given = decoded(signature);
        return given != null && MessageDigest.isEqual(sum(secret.getBytes(StandardCharsets.UTF_8), body), given);
    }

    static byte[] sum(byte[] key, String signed) {
        try {
            var mac = Mac.getInstance(MAC);
            mac.init(new SecretKeySpec(key, MAC));
            return mac.doFinal(signed.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has " + MAC, e);
        }
    }

    /** Null for what is no base64. */
    static byte @Nullable [] decoded(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException _) {
            return null;
        }
    }
}
