package dev.ordersync.sandbox.shop;

import dev.ordersync.sandbox.SandboxProperties;
import dev.ordersync.sandbox.books.Books;
import dev.ordersync.sandbox.fault.Switches;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Every shop of this process; one comes into being when it is first asked for. */
@Component
public class Shops {

    private static final int MAX_SHOPS = 200;
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");
    private static final String JOURNAL_ENDING = ".ndjson";

    private final SandboxProperties properties;
    private final JsonMapper json;
    private final TreeMap<String, Shop> shops = new TreeMap<>();

    Shops(SandboxProperties properties, JsonMapper json) {
        this.properties = properties;
        this.json = json;
        if (properties.dataDir() != null) {
            kept(properties.dataDir()).forEach(this::get);
        }
    }

    /** @throws Refusal when no shop can have this name, or there are too many already */
    public final synchronized Shop get(String name) {
        Shop known = shops.get(name);
        if (known != null) {
            return known;
        }
        if (!NAME.matcher(name).matches()) {
            throw new Refusal(404, "no-such-shop", "A shop's name has 1 to 64 of a-z, 0-9 and -.");
        }
        if (shops.size() >= MAX_SHOPS) {
            throw new Refusal(507, "too-many-shops", "This sandbox has " + MAX_SHOPS + " shops already.");
        }
        var shop = new Shop(name, books(name, properties.dataDir()), new Switches());
        shops.put(name, shop);
        return shop;
    }

    public synchronized Collection<Shop> all() {
        return List.copyOf(shops.values());
    }

    /** The bearer token that the shop's callers must send. */
    public String tokenOf(String name) {
        return properties.tokens().getOrDefault(name, properties.token());
    }

    @PreDestroy
    synchronized void close() {
        shops.values().forEach(shop -> shop.books().close());
    }

    private Books books(String name, @Nullable Path dir) {
        return dir == null
                ? Books.inMemory(properties.maxCopies())
                : Books.kept(properties.maxCopies(), dir.resolve(name + JOURNAL_ENDING), json);
    }

    private static List<String> kept(Path dir) {
        if (!Files.isDirectory(dir)) {
            return List.of();
        }
        try (var files = Files.list(dir)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(JOURNAL_ENDING))
                    .map(file -> file.substring(0, file.length() - JOURNAL_ENDING.length()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Can't read " + dir, e);
        }
    }
}
