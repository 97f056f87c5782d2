package dev.ordersync.platform;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The platforms that this installation can reach, by the name in a store's settings. */
public final class Platforms {
    private final Map<String, Platform> byName = new TreeMap<>();

    public Platforms(List<Platform> platforms) {
        for (var platform : platforms) {
            if (byName.put(platform.name(), platform) != null) {
                throw new IllegalArgumentException("Two platforms are called " + platform.name());
            }
        }
    }

    public Optional<Platform> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** @throws IllegalArgumentException where no platform has the name: a store cannot be saved with such a name */
    public Platform get(String name) {
        return find(name).orElseThrow(() -> new IllegalArgumentException("No platform is called " + name));
    }

    public Set<String> names() {
        return Set.copyOf(byName.keySet());
    }
}
