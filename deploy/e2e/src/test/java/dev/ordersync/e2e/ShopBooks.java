package dev.ordersync.e2e;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the sandbox's books say, which is the truth.
 *
 * @param posts by order
 * @param copies live ones, by order
 * @param blind POSTs of an order that the shop had, or was still working on: second copies, had the shop not known the key
 */
record ShopBooks(Map<String, Integer> posts, Map<String, Integer> copies, List<String> blind) {
    private static final int PAGE = 1_000;
    private static final List<String> BLIND = List.of("replayed", "in-flight", "key-reused");
    private static final List<String> LIVE = List.of("open", "fulfilled");

    static ShopBooks read(Web web, String sandbox, List<String> shops) {
        var posts = new LinkedHashMap<String, Integer>();
        var copies = new LinkedHashMap<String, Integer>();
        var blind = new ArrayList<String>();
        for (var shop : shops) {
            var base = sandbox + "/admin/shops/" + shop;
            for (var post : web.pages(base + "/posts?limit=" + PAGE, "posts")) {
                var id = post.get("orderId").asString();
                posts.merge(id, post.get("count").asInt(), Integer::sum);
                for (var event : post.get("events")) {
                    if (BLIND.contains(event.get("effect").asString())) {
                        blind.add(id + " " + event);
                    }
                }
            }
            for (var copy : web.pages(base + "/orders?limit=" + PAGE, "orders")) {
                if (LIVE.contains(copy.get("status").asString())) {
                    copies.merge(copy.get("orderId").asString(), 1, Integer::sum);
                }
            }
        }
        return new ShopBooks(posts, copies, blind);
    }
}
