package dev.ordersync.matching;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Reads a ruleset, and lets in none that is incomplete, unexplained, or that rewards less agreement more. */
public final class RulesetReader {
    private static final int MAX_LENGTH = 64 * 1024;
    private static final int MAX_RELAYS = 200;
    private static final double ROUNDING = 0.005;
    /** What five digits of a small share may be off by. */
    private static final double ROUNDED_BITS = 0.05;

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    /** The file as it is written: every number with its reason. */
    private record Document(
            @Nullable String version,
            @Nullable String origin,
            @Nullable Explained prior,
            @Nullable Explained human,
            @Nullable Explained sure,
            @Nullable Explained margin,
            @Nullable Explained maxWeight,
            @Nullable Explained strangers,
            @Nullable Relays relays,
            @Nullable List<@Nullable FieldRules> fields) {}

    private record Explained(double value, @Nullable String why) {}

    private record Relays(
            @Nullable List<@Nullable String> domains,
            @Nullable String why) {}

    private record FieldRules(
            @Nullable String field,
            @Nullable String why,
            @Nullable List<@Nullable LevelRules> levels) {}

    private record LevelRules(
            @Nullable String level,
            double m,
            double u,
            @Nullable String why) {}

    private final List<RulesetInvalid.Fault> faults = new ArrayList<>();
    private final Map<Level, Odds> odds = new EnumMap<>(Level.class);

    private RulesetReader() {}

    /** @throws RulesetInvalid with everything that is wrong with it */
    public static Ruleset read(String json) {
        var reader = new RulesetReader();
        var ruleset = reader.ruleset(reader.document(json));
        if (!reader.faults.isEmpty()) {
            throw new RulesetInvalid(reader.faults);
        }
        return ruleset;
    }

    private Document document(String json) {
        if (json.length() > MAX_LENGTH) {
            throw new RulesetInvalid(
                    List.of(new RulesetInvalid.Fault("", "is longer than " + MAX_LENGTH + " characters")));
        }
        try {
            return JSON.readValue(json, Document.class);
        } catch (JacksonException e) {
            throw new RulesetInvalid(
                    List.of(new RulesetInvalid.Fault("", "cannot be read: " + e.getOriginalMessage())));
        }
    }

    private Ruleset ruleset(Document document) {
        var version = document.version() == null ? "" : document.version();
        if (!version.matches("[a-z0-9][a-z0-9.-]{0,63}")) {
            fault("version", "must be 1 to 64 of a-z 0-9 . -");
        }
        reason("origin", document.origin());
        double human = number("human", document.human(), -50, 50);
        double sure = number("sure", document.sure(), -50, 100);
        if (sure <= human) {
            fault("sure", "must be above human");
        }
        var ruleset = new Ruleset(
                version,
                number("prior", document.prior(), -50, 0),
                human,
                sure,
                number("margin", document.margin(), 0, 50),
                number("maxWeight", document.maxWeight(), 1, 50),
                number("strangers", document.strangers(), 1, 100_000),
                relays(document.relays()),
                odds);
        fields(document.fields() == null ? List.of() : document.fields());
        return ruleset;
    }

    private double number(String path, @Nullable Explained number, double least, double most) {
        if (number == null) {
            fault(path, "is missing");
            return 0;
        }
        reason(path + ".why", number.why());
        if (!(number.value() >= least && number.value() <= most)) {
            fault(path + ".value", "must be " + least + " to " + most);
        }
        return number.value();
    }

    private Set<String> relays(@Nullable Relays relays) {
        var domains = new HashSet<String>();
        if (relays == null || relays.domains() == null || relays.domains().size() > MAX_RELAYS) {
            fault("relays.domains", "is missing, or has more than " + MAX_RELAYS);
            return Set.of();
        }
        reason("relays.why", relays.why());
        for (var domain : relays.domains()) {
            if (domain == null || !domain.matches("[a-z0-9-]+(\\.[a-z0-9-]+)+")) {
                fault("relays.domains", "must be domains in lower case");
            } else {
                domains.add(domain);
            }
        }
        return Set.copyOf(domains);
    }

    private void fields(List<@Nullable FieldRules> fields) {
        for (int i = 0; i < fields.size(); i++) {
            var path = "fields[" + i + "]";
            var rules = fields.get(i);
            var field = rules == null || rules.field() == null
                    ? null
                    : Field.of(rules.field()).orElse(null);
            if (rules == null || field == null) {
                fault(path + ".field", "is none that can be compared");
                continue;
            }
            reason(path + ".why", rules.why());
            levels(path, field, rules.levels() == null ? List.of() : rules.levels());
        }
        for (var level : Level.values()) {
            if (!odds.containsKey(level)) {
                fault("fields", "lack " + level.field().code() + " " + level.code());
            }
        }
    }

    private void levels(String path, Field field, List<@Nullable LevelRules> levels) {
        double m = 0;
        double u = 0;
        for (int i = 0; i < levels.size(); i++) {
            var at = path + ".levels[" + i + "]";
            var rules = levels.get(i);
            var level = rules == null
                    ? null
                    : Level.of(field).stream()
                            .filter(known -> known.code().equals(rules.level()))
                            .findFirst()
                            .orElse(null);
            if (rules == null || level == null || odds.containsKey(level)) {
                fault(at + ".level", "is none of " + field.code() + ", or is there twice");
                continue;
            }
            if (!(rules.m() > 0 && rules.m() < 1 && rules.u() > 0 && rules.u() < 1)) {
                fault(at, "must have m and u between 0 and 1, both exclusive");
                continue;
            }
            reason(at + ".why", rules.why());
            odds.put(level, new Odds(rules.m(), rules.u()));
            m += rules.m();
            u += rules.u();
        }
        if (Math.abs(m - 1) > ROUNDING || Math.abs(u - 1) > ROUNDING) {
            fault(path + ".levels", "must have shares m and u that each add up to 1");
        }
        checkOrder(path, field);
    }

    /** An agreement must never weigh less than a worse one: a copy would become likelier by differing more. */
    private void checkOrder(String path, Field field) {
        double before = Double.POSITIVE_INFINITY;
        for (var level : Level.of(field)) {
            var known = odds.get(level);
            // A relay says little although it is equal: it stands outside of the row.
            if (known == null || level == Level.EMAIL_RELAY) {
                continue;
            }
            if (known.weight() > before + ROUNDED_BITS) {
                fault(path + ".levels", "let " + level.code() + " weigh more than a better level");
            }
            before = known.weight();
        }
    }

    private void reason(String path, @Nullable String why) {
        if (why == null || why.isBlank()) {
            fault(path, "must say why");
        }
    }

    private void fault(String path, String message) {
        faults.add(new RulesetInvalid.Fault(path, message));
    }
}
