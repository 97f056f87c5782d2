package dev.ordersync.e2e;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a marketplace and an operator hand over to the system: stores and orders. */
final class Handover {
    private Handover() {}

    /**
     * A store of the sandbox with short times, so that a doubt is settled within seconds.
     *
     * @param policy settings that differ from that
     */
    static Map<String, Object> store(String baseUrl, Map<String, Object> policy) {
        var all = new LinkedHashMap<String, Object>();
        all.put("requestTimeout", "PT2S");
        all.put("settleWindow", "PT5S");
        all.put("retryWithin", "PT1M");
        all.put("proofMaxAge", "PT20S");
        all.put("retryBackoff", "PT1S");
        all.put("concurrency", 8);
        all.put("ratePerSecond", 200);
        all.put("pauseAfterUnknown", 1000);
        all.put("twinWatch", List.of("PT5S"));
        all.put("alerts", Map.of("digestEvery", "PT10S", "quietAfter", "PT5S"));
        all.putAll(policy);
        return Map.of(
                "platform",
                "http",
                "baseUrl",
                baseUrl,
                "credentials",
                Map.of("bearerToken", "sandbox-token"),
                "alertEmails",
                List.of("ops@example.com"),
                "policy",
                all);
    }

    /** An order of a customer of its own: no other order looks like it. */
    static String order(String id, String store) {
        return """
                {"id":"%1$s","store":"%2$s","placedAt":"2026-11-24T10:15:30Z","currency":"USD",\
                "customer":{"firstName":"Ada","lastName":"Number %1$s","email":"%3$s@example.com","phone":null},\
                "shippingAddress":{"name":"Ada","line1":"%1$s Main St","city":"Springfield","region":"CA","postalCode":"94107",\
                "country":"US"},"lines":[{"sku":"TEE-M","title":"Tee","quantity":1,"unitPrice":"10.00"}],\
                "shipping":"1.00","tax":"0.50","discount":"0.00","total":"11.50"}""".formatted(id, store, id.toLowerCase(Locale.ROOT));
    }

    /** One order a line. */
    static String orders(List<String> ids, String store) {
        var lines = new ArrayList<String>();
        ids.forEach(id -> lines.add(order(id, store)));
        return String.join("\n", lines) + "\n";
    }
}
