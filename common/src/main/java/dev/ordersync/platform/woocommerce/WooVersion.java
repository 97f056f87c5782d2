package dev.ordersync.platform.woocommerce;

import dev.ordersync.platform.Capabilities;
import dev.ordersync.platform.Capabilities.Recognition;
import dev.ordersync.platform.answer.Json;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a shop's version says about how our key can be found. {@code created_via} is an exact filter since 9.9;
 * {@code transaction_id} is searched since 8.9, with order tables only.
 */
record WooVersion(String text, int major, int minor, boolean orderTables) {
    private static final Pattern NUMBERS = Pattern.compile("([0-9]{1,4})\\.([0-9]{1,4})(?:[.-].*)?");

    /** @param status the shop's system status; null, or without a version in it: null */
    static @Nullable WooVersion of(@Nullable JsonNode status) {
        var text = status == null ? null : Json.text(status.path("environment"), "version");
        var numbers = NUMBERS.matcher(text == null ? "" : text);
        if (status == null || text == null || !numbers.matches()) {
            return null;
        }
        return new WooVersion(
                text,
                Integer.parseInt(numbers.group(1)),
                Integer.parseInt(numbers.group(2)),
                status.path("settings").path("HPOS_enabled").asBoolean(false));
    }

    boolean isTested() {
        return isFrom(8, 9);
    }

    Capabilities capabilities() {
        boolean searchable = isFrom(9, 9) || (isFrom(8, 9) && orderTables);
        return WooPlatform.CAPABILITIES.with(searchable ? Recognition.SEARCHABLE_STAMP : Recognition.SCAN_ONLY, text);
    }

    private boolean isFrom(int major, int minor) {
        return this.major > major || (this.major == major && this.minor >= minor);
    }
}
