package dev.ordersync.reconciler.stores;

import dev.ordersync.mail.MailProperties;
import dev.ordersync.platform.Platform;
import dev.ordersync.platform.Platforms;
import dev.ordersync.platform.client.BaseUrl;
import dev.ordersync.problem.FieldError;
import dev.ordersync.problem.Refusal;
import dev.ordersync.store.PolicyJson;
import dev.ordersync.store.StorePolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Names everything that is wrong with a store's settings at once. */
public final class SettingsCheck {
    private static final int MAX_CREDENTIAL = 4_000;
    /** What a header can carry: anything else never worked, and a line break must never reach one. */
    private static final Pattern PRINTABLE = Pattern.compile("[\\x21-\\x7e]+");

    /** Every platform may have one, for the webhooks that it signs. */
    private static final String WEBHOOK_SECRET = "webhookSecret";

    private final Platforms platforms;
    private final boolean allowPrivateHosts;
    private final boolean hasDefaultEmail;

    /** @param hasDefaultEmail whether a store without addresses of its own has someone to tell */
    public SettingsCheck(Platforms platforms, boolean allowPrivateHosts, boolean hasDefaultEmail) {
        this.platforms = platforms;
        this.allowPrivateHosts = allowPrivateHosts;
        this.hasDefaultEmail = hasDefaultEmail;
    }

    /** Settings without anything missing. */
    record Checked(
            String platform,
            String baseUrl,
            @Nullable Map<String, String> credentials,
            List<String> alertEmails,
            StorePolicy policy) {
        @Override
        public String toString() {
            return "Checked[" + platform + ", " + baseUrl + "]";
        }
    }

    /**
     * @param known the credentials that stay when none are given; null for a new store, which needs some
     * @throws Refusal 422 with a line for every bad field
     */
    Checked check(StoreSettings settings, @Nullable Map<String, String> known) {
        var errors = new ArrayList<FieldError>();
        var platform = platform(settings.platform(), errors);
        baseUrl(settings.baseUrl(), errors);
        if (platform != null) {
            credentials(platform, settings.credentials(), known, errors);
        }
        emails(settings.alertEmails(), errors);
        var policy = policy(settings.policy(), errors);
        if (!errors.isEmpty() || platform == null || settings.baseUrl() == null) {
            throw Refusal.invalid(errors);
        }
        return new Checked(
                platform.name(),
                settings.baseUrl(),
                given(settings.credentials()),
                settings.alertEmails() == null
                        ? List.of()
                        : settings.alertEmails().stream().map(String::valueOf).toList(),
                policy);
    }

    private @Nullable Platform platform(@Nullable String name, List<FieldError> errors) {
        var found = name == null ? null : platforms.find(name).orElse(null);
        if (found == null) {
            errors.add(new FieldError(
                    "platform",
                    "must be one of "
                            + String.join(
                                    ", ", platforms.names().stream().sorted().toList())));
        }
        return found;
    }

    private void baseUrl(@Nullable String baseUrl, List<FieldError> errors) {
        if (baseUrl == null) {
            errors.add(new FieldError("baseUrl", "is required"));
        } else {
            BaseUrl.problem(baseUrl, allowPrivateHosts)
                    .ifPresent(problem -> errors.add(new FieldError("baseUrl", problem)));
        }
    }

    private static void credentials(
            Platform platform,
            @Nullable Map<String, @Nullable String> given,
            @Nullable Map<String, String> known,
            List<FieldError> errors) {
        var required = platform.requiredCredentials();
        if (given == null) {
            required.stream()
                    .filter(name -> known == null || !known.containsKey(name))
                    .forEach(name -> errors.add(new FieldError("credentials." + name, "is required")));
            return;
        }
        required.stream()
                .filter(name -> given.get(name) == null)
                .forEach(name -> errors.add(new FieldError("credentials." + name, "is required")));
        given.forEach((name, value) -> {
            if (!required.contains(name) && !name.equals(WEBHOOK_SECRET)) {
                errors.add(new FieldError("credentials." + name, "is not a credential of this platform"));
            } else if (value != null
                    && (value.length() > MAX_CREDENTIAL
                            || !PRINTABLE.matcher(value).matches())) {
                errors.add(new FieldError(
                        "credentials." + name,
                        "must have 1–" + MAX_CREDENTIAL + " printable characters without spaces"));
            } else if (value != null) {
                platform.credentialProblem(name, value)
                        .ifPresent(problem -> errors.add(new FieldError("credentials." + name, problem)));
            }
        });
    }

    private void emails(@Nullable List<@Nullable String> emails, List<FieldError> errors) {
        if (emails == null || emails.isEmpty()) {
            if (!hasDefaultEmail) {
                errors.add(new FieldError("alertEmails", "is required while ordersync.mail.default-to is not set"));
            }
            return;
        }
        if (emails.size() > MailProperties.MAX_RECIPIENTS) {
            errors.add(
                    new FieldError("alertEmails", "must have at most " + MailProperties.MAX_RECIPIENTS + " entries"));
        }
        for (int i = 0; i < Math.min(emails.size(), MailProperties.MAX_RECIPIENTS); i++) {
            var email = emails.get(i);
            if (email == null || !MailProperties.isAddress(email)) {
                errors.add(new FieldError("alertEmails[" + i + "]", "must be an e-mail address"));
            }
        }
    }

    private static StorePolicy policy(@Nullable PolicyJson given, List<FieldError> errors) {
        var policy = given == null ? StorePolicy.DEFAULT : given.over(StorePolicy.DEFAULT);
        policy.problems()
                .forEach(problem -> errors.add(new FieldError("policy." + problem.field(), problem.message())));
        return policy;
    }

    private static @Nullable Map<String, String> given(@Nullable Map<String, @Nullable String> credentials) {
        if (credentials == null) {
            return null;
        }
        var given = new TreeMap<String, String>();
        credentials.forEach((name, value) -> {
            if (value != null) {
                given.put(name, value);
            }
        });
        return given;
    }
}
