package dev.ordersync.reconciler.api;

import dev.ordersync.access.Caller;
import dev.ordersync.problem.Refusal;
import dev.ordersync.reconciler.accounts.UserKeeper;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Users of the console, for admins. */
@RestController
@RequestMapping("/api/users")
@Tag(name = "Users")
class UsersApi {
    /** Its text form shows no password. */
    record UserBody(
            @Nullable String name,
            @Nullable String password,
            @Nullable String role,
            @Nullable List<@Nullable String> stores,
            @Nullable String email) {
        UserKeeper.Settings settings() {
            return new UserKeeper.Settings(password, role, stores, email);
        }

        @Override
        public String toString() {
            return "UserBody[" + name + "]";
        }
    }

    record UserList(List<UserKeeper.User> users, @Nullable String nextCursor) {}

    private final UserKeeper keeper;

    UsersApi(UserKeeper keeper) {
        this.keeper = keeper;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Makes a user")
    UserKeeper.User create(
            @Parameter(hidden = true) @AuthenticationPrincipal Caller caller, @RequestBody UserBody body) {
        return keeper.create(caller, body.name(), body.settings());
    }

    @GetMapping
    @Operation(summary = "Lists users by name")
    UserList list(
            @Parameter(hidden = true) @AuthenticationPrincipal Caller caller,
            @RequestParam(defaultValue = KeyCursor.DEFAULT_LIMIT) int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        int size = KeyCursor.limit(limit);
        var page = KeyCursor.page(keeper.list(caller, KeyCursor.after(cursor), size + 1), size, UserKeeper.User::name);
        return new UserList(page.items(), page.nextCursor());
    }

    @GetMapping("/{name}")
    @Operation(summary = "One user")
    UserKeeper.User get(@Parameter(hidden = true) @AuthenticationPrincipal Caller caller, @PathVariable String name) {
        return keeper.get(caller, name);
    }

    @PutMapping("/{name}")
    @Operation(summary = "Changes a user", description = "Without a password, the present one stays.")
    UserKeeper.User change(
            @Parameter(hidden = true) @AuthenticationPrincipal Caller caller,
            @PathVariable String name,
            @RequestBody UserBody body) {
        if (body.name() != null && !body.name().equals(name)) {
            throw Refusal.invalid("name", "must be the name in the address");
        }
        return keeper.change(caller, name, body.settings());
    }

    @DeleteMapping("/{name}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Removes a user and signs them out")
    void delete(@Parameter(hidden = true) @AuthenticationPrincipal Caller caller, @PathVariable String name) {
        keeper.delete(caller, name);
    }
}
