package dev.ordersync.reconciler.accounts;

import dev.ordersync.access.Caller;
import dev.ordersync.access.Role;
import dev.ordersync.order.StoreKey;
import dev.ordersync.problem.FieldError;
import dev.ordersync.problem.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a token or a user gets: a role, and all stores or some.
 *
 * @param stores null: all
 */
record Grant(Role role, @Nullable Set<StoreKey> stores) {
    private static final int MAX_STORES = 1_000;
    private static final Pattern NAME = Pattern.compile("[^\\p{Cntrl}/\\\\]{1,100}");

    /** Parses and adds what is wrong to {@code errors}; null with errors. */
    static @Nullable Grant of(
            @Nullable String role, @Nullable List<@Nullable String> stores, Set<Role> roles, List<FieldError> errors) {
        var wanted = roles.stream().filter(known -> known.code().equals(role)).findFirst();
        if (wanted.isEmpty()) {
            errors.add(new FieldError(
                    "role",
                    "must be one of " + roles.stream().map(Role::code).sorted().collect(Collectors.joining(", "))));
        }
        var keys = keys(stores, errors);
        return wanted.map(known -> new Grant(known, keys)).orElse(null);
    }

    private static @Nullable Set<StoreKey> keys(@Nullable List<@Nullable String> stores, List<FieldError> errors) {
        if (stores == null) {
            return null;
        }
        if (stores.isEmpty() || stores.size() > MAX_STORES) {
            errors.add(new FieldError("stores", "must have 1–" + MAX_STORES + " entries, or be null for all stores"));
        }
        var keys = new ArrayList<StoreKey>();
        for (int i = 0; i < Math.min(stores.size(), MAX_STORES); i++) {
            var key = stores.get(i);
            if (key == null || !StoreKey.isValid(key)) {
                errors.add(new FieldError("stores[" + i + "]", "must be a store's key"));
            } else {
                keys.add(new StoreKey(key));
            }
        }
        return Set.copyOf(keys);
    }

    static void checkName(String field, @Nullable String name, List<FieldError> errors) {
        if (name == null || name.isBlank() || !NAME.matcher(name).matches() || !name.equals(name.strip())) {
            errors.add(new FieldError(field, "must have 1–100 characters, without slashes"));
        }
    }

    /** @throws Refusal 403 for more than the giver has: a limited admin can't make an unlimited one */
    void checkWithin(Caller giver) {
        if (!isWithin(giver)) {
            throw Refusal.forbidden("You can give only stores that you may see yourself.");
        }
    }

    /** Whether all that it gives is the caller's too. */
    boolean isWithin(Caller caller) {
        return caller.stores() == null || (stores != null && caller.stores().containsAll(stores));
    }

    String @Nullable [] storeTexts() {
        return stores == null
                ? null
                : stores.stream().map(StoreKey::value).sorted().toArray(String[]::new);
    }
}
