package dev.ordersync.order;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The key of one generation, sent with each of its attempts and found again on the shop's copy as its reference.
 * Derived from source, id and generation, so that an order which is handed over again after a restore finds its first
 * copy. At most 100 characters: real shops cut longer ones without a word.
 */
public final class IdempotencyKey {
    /** 128 bits: no two orders of one installation share a key. */
    private static final int DIGEST_BYTES = 16;

    private IdempotencyKey() {}

    public static String of(String source, String id, int generation) {
        try {
            var digest =
                    MessageDigest.getInstance("SHA-256").digest((source + '\n' + id).getBytes(StandardCharsets.UTF_8));
            return "os-" + HexFormat.of().formatHex(digest, 0, DIGEST_BYTES) + "-g" + generation;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
