package dev.ordersync.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** The sandbox's shops: their moods, drawn from a seed, and their books, which are the truth. */
final class ChaosShops {
    static final List<String> NAMES = List.of("chaos-a", "chaos-b", "chaos-c");

    private static final int MOOD_FAULTS = 4;

    /** The settle window covers every delay, and a reference is never dropped: what could not be proven is not asked for. */
    private static final List<Rule> ON_POSTS = List.of(
            new Rule("timeout-after-saving", 0.08, null),
            new Rule("timeout-without-saving", 0.06, null),
            new Rule("late", 0.05, "PT2S"),
            new Rule("slow", 0.1, "PT1S"),
            new Rule("half-written", 0.05, "PT4S"),
            new Rule("no-id", 0.04, null),
            new Rule("reset", 0.06, null),
            new Rule("reset-without-saving", 0.05, null),
            new Rule("throttle", 0.02, null),
            new Rule("html-page", 0.02, null),
            new Rule("redirect", 0.01, null),
            new Rule("refuse", 0.01, null),
            new Rule("down", 0.1, null));

    private static final List<Rule> ON_LISTS = List.of(
            new Rule("stale-list", 0.5, "PT4S"),
            new Rule("ignore-filters", 0.3, null),
            new Rule("list-error", 0.3, null));

    private record Rule(
            String fault, double probability, @Nullable String delay) {
        Map<String, Object> json() {
            var json = new LinkedHashMap<String, Object>();
            json.put("fault", fault);
            json.put("probability", probability);
            if (delay != null) {
                json.put("delay", delay);
            }
            return json;
        }
    }

    private final Web web;
    private final String sandbox;
    private final Random random;

    ChaosShops(Web web, String sandbox, long seed) {
        this.web = web;
        this.sandbox = sandbox;
        this.random = new Random(seed);
    }

    /** Other faults in every shop. */
    void changeMoods() {
        for (var shop : NAMES) {
            var rules = new ArrayList<Map<String, Object>>();
            for (int i = 0; i < MOOD_FAULTS; i++) {
                rules.add(ON_POSTS.get(random.nextInt(ON_POSTS.size())).json());
            }
            rules.add(ON_LISTS.get(random.nextInt(ON_LISTS.size())).json());
            set(shop, Map.of("rules", rules, "seed", random.nextLong()));
        }
    }

    void calm() {
        NAMES.forEach(shop -> set(shop, Map.of("rules", List.of())));
    }

    private void set(String shop, Map<String, Object> faults) {
        var answer = web.put(sandbox + "/admin/shops/" + shop + "/faults", faults);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    ShopBooks books() {
        return ShopBooks.read(web, sandbox, NAMES);
    }
}
