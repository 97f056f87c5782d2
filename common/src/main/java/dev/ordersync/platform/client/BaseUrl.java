package dev.ordersync.platform.client;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a store's base URL must look like. */
public final class BaseUrl {
    private static final int MAX_LENGTH = 500;
    private static final int MAX_PORT = 65_535;

    /** No public name ends in a number; what does is an address in another spelling (127.1, 0x7f000001). */
    private static final Pattern ENDS_IN_NUMBER = Pattern.compile("(^|.*\\.)(\\d+|0x[0-9a-f]*)\\.?");

    private static final Pattern PRIVATE_NAME =
            Pattern.compile("[^.]*\\.?|(.*\\.)?(localhost|local|localdomain|internal|intranet|lan|home\\.arpa)\\.?");

    private BaseUrl() {}

    /**
     * What is wrong with a base URL that someone wants to save, as words for the field; empty when nothing is. A host
     * name that is not known (now) is accepted: the verify that follows says so. May wait for the lookup of the name.
     */
    public static Optional<String> problem(String text, boolean allowPrivateHosts) {
        return problem(text, allowPrivateHosts, InetAddress::getAllByName);
    }

    static Optional<String> problem(String text, boolean allowPrivateHosts, GuardedResolver.Names names) {
        if (text.length() > MAX_LENGTH) {
            return Optional.of("must have at most " + MAX_LENGTH + " characters");
        }
        URI uri;
        try {
            uri = new URI(text);
        } catch (URISyntaxException e) {
            return Optional.of("must be a URL");
        }
        return formProblem(uri).or(() -> allowPrivateHosts ? Optional.empty() : privateProblem(uri, names));
    }

    /** Why a call must not go there; empty when it may. The addresses behind a name are judged when connecting. */
    static Optional<String> callProblem(URI uri, boolean allowPrivateHosts) {
        if (!isHttp(uri) || uri.getHost() == null) {
            return Optional.of("the shop's URL is not an http or https URL");
        }
        return allowPrivateHosts || isHttps(uri)
                ? Optional.empty()
                : Optional.of("the shop's URL is not https, which is not allowed here");
    }

    private static Optional<String> formProblem(URI uri) {
        if (!isHttp(uri) || uri.getHost() == null || uri.getHost().isEmpty()) {
            return Optional.of("must be an https URL with a host");
        }
        if (uri.getRawUserInfo() != null) {
            return Optional.of("must not hold a user name or password");
        }
        if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
            return Optional.of("must not have a query or a fragment");
        }
        return uri.getPort() == 0 || uri.getPort() > MAX_PORT
                ? Optional.of("must have a port from 1 to " + MAX_PORT)
                : Optional.empty();
    }

    private static Optional<String> privateProblem(URI uri, GuardedResolver.Names names) {
        if (!isHttps(uri)) {
            return Optional.of("must be https");
        }
        return isPublic(uri.getHost().toLowerCase(Locale.ROOT), names)
                ? Optional.empty()
                : Optional.of("must be a public host, not one in a private network");
    }

    private static boolean isPublic(String host, GuardedResolver.Names names) {
        try {
            return PublicAddress.is(InetAddress.ofLiteral(host));
        } catch (IllegalArgumentException _) {
            // Not a literal address: a name.
        }
        if (ENDS_IN_NUMBER.matcher(host).matches() || PRIVATE_NAME.matcher(host).matches()) {
            return false;
        }
        try {
            return Arrays.stream(names.find(host)).anyMatch(PublicAddress::is);
        } catch (UnknownHostException _) {
            return true;
        }
    }

    private static boolean isHttp(URI uri) {
        return isHttps(uri) || "http".equalsIgnoreCase(uri.getScheme());
    }

    private static boolean isHttps(URI uri) {
        return "https".equalsIgnoreCase(uri.getScheme());
    }
}
