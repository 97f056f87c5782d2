package dev.ordersync.reconciler.api;

import dev.ordersync.access.Caller;
import dev.ordersync.reconciler.accounts.TokenKeeper;
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
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Tokens of programs, for admins. */
@RestController
@RequestMapping("/api/tokens")
@Tag(name = "Tokens")
class TokensApi {
    record TokenBody(
            @Nullable String name,
            @Nullable String role,
            @Nullable List<@Nullable String> stores) {}

    record TokenList(
            List<TokenKeeper.Token> tokens, @Nullable String nextCursor) {}

    private final TokenKeeper keeper;

    TokensApi(TokenKeeper keeper) {
        this.keeper = keeper;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Makes a token", description = "The token itself is shown here and never again.")
    TokenKeeper.Made make(
            @Parameter(hidden = true) @AuthenticationPrincipal Caller caller, @RequestBody TokenBody body) {
        return keeper.make(caller, body.name(), body.role(), body.stores());
    }

    @GetMapping
    @Operation(summary = "Lists tokens, without their secrets")
    TokenList list(
            @Parameter(hidden = true) @AuthenticationPrincipal Caller caller,
            @RequestParam(defaultValue = KeyCursor.DEFAULT_LIMIT) int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        int size = KeyCursor.limit(limit);
        var page = KeyCursor.page(keeper.list(caller, KeyCursor.after(cursor), size + 1), size, TokenKeeper.Token::id);
        return new TokenList(page.items(), page.nextCursor());
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Ends a token")
    void delete(@Parameter(hidden = true) @AuthenticationPrincipal Caller caller, @PathVariable String id) {
        keeper.delete(caller, id);
    }
}
