package dev.ordersync.order;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** The unit of sharing stores among replicas: a stable hash of the store key. */
public final class Shard {
    public static final int COUNT = 256;

    private Shard() {}

    public static int of(StoreKey store) {
        var crc = new CRC32();
        crc.update(store.value().getBytes(StandardCharsets.UTF_8));
        return (int) (crc.getValue() % COUNT);
    }
}
