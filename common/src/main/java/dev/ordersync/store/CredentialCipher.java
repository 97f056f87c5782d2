package dev.ordersync.store;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Map;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.security.crypto.encrypt.AesGcmBytesEncryptor;
import org.springframework.security.crypto.encrypt.BytesEncryptor;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Keeps store credentials unreadable in the database and its backups: AES-256-GCM under the installation's key. */
public final class CredentialCipher {
    /** Public by design: the key itself has to be random. */
    private static final byte[] SALT = "order-sync".getBytes(StandardCharsets.UTF_8);

    private static final int MIN_KEY_LENGTH = 16;
    private static final int ITERATIONS = 100_000;
    private static final int KEY_BITS = 256;
    private static final JsonMapper JSON = JsonMapper.shared();

    private final BytesEncryptor encryptor;

    public CredentialCipher(String key) {
        if (key.length() < MIN_KEY_LENGTH) {
            throw new IllegalArgumentException(
                    "ORDERSYNC_ENCRYPTION_KEY must have at least " + MIN_KEY_LENGTH + " characters");
        }
        this.encryptor = AesGcmBytesEncryptor.withSecretKey(derive(key)).build();
    }

    private static SecretKey derive(String key) {
        try {
            var spec = new PBEKeySpec(key.toCharArray(), SALT, ITERATIONS, KEY_BITS);
            var derived = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(spec);
            return new SecretKeySpec(derived.getEncoded(), "AES");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has PBKDF2WithHmacSHA256", e);
        }
    }

    public byte[] encrypt(Map<String, String> credentials) {
        return encryptor.encrypt(JSON.writeValueAsString(credentials).getBytes(StandardCharsets.UTF_8));
    }

    /** @throws IllegalStateException when the bytes were not encrypted under this key */
    public Map<String, String> decrypt(byte[] encrypted) {
        return JSON.readValue(
                new String(encryptor.decrypt(encrypted), StandardCharsets.UTF_8), new TypeReference<>() {});
    }
}
