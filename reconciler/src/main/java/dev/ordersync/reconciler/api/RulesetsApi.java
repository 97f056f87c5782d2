package dev.ordersync.reconciler.api;

import dev.ordersync.access.Caller;
import dev.ordersync.matching.FieldMatcher;
import dev.ordersync.matching.Ruleset;
import dev.ordersync.matching.RulesetInvalid;
import dev.ordersync.matching.RulesetReader;
import dev.ordersync.problem.FieldError;
import dev.ordersync.problem.Refusal;
import dev.ordersync.reconciler.replay.Replayed;
import dev.ordersync.reconciler.replay.RulesetReplay;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** The rules by which likeness is weighed. */
@RestController
@RequestMapping("/api/rulesets")
@Tag(name = "Rulesets")
class RulesetsApi {
    private final RulesetReplay replay;

    RulesetsApi(RulesetReplay replay) {
        this.replay = replay;
    }

    @PostMapping("/replay")
    @Operation(
            summary = "Says which past decisions a ruleset would have made otherwise",
            description = "The newest decisions first, from what was recorded with them. Nothing is changed.")
    Replayed replay(
            @Parameter(hidden = true) @AuthenticationPrincipal Caller caller,
            @RequestParam(required = false) @Nullable String since,
            @RequestParam(defaultValue = "1000") int limit,
            @RequestBody JsonNode ruleset) {
        if (limit < 1 || limit > RulesetReplay.MOST) {
            throw Refusal.invalid("limit", "must be 1 to " + RulesetReplay.MOST);
        }
        var from = since == null ? null : time(since);
        return replay.replay(new FieldMatcher(read(ruleset.toString())), caller, from, limit);
    }

    private static Ruleset read(String json) {
        try {
            return RulesetReader.read(json);
        } catch (RulesetInvalid e) {
            throw Refusal.invalid(e.faults().stream()
                    .map(fault -> new FieldError(fault.path().isEmpty() ? "ruleset" : fault.path(), fault.message()))
                    .toList());
        }
    }

    private static Instant time(String since) {
        try {
            return OffsetDateTime.parse(since).toInstant();
        } catch (DateTimeParseException _) {
            throw Refusal.invalid("since", "must be a time with an offset, such as 2026-11-24T10:15:30Z");
        }
    }
}
