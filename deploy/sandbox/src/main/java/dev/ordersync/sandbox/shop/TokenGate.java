package dev.ordersync.sandbox.shop;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/** The {@code http} contract's gate: a bearer token. */
@Component
class TokenGate extends Gate {

    private static final String BEARER = "Bearer ";

    private final Shops shops;

    TokenGate(Shops shops, Sender sender, HttpVoice voice) {
        super(shops, sender, voice);
        this.shops = shops;
    }

    @Override
    protected Optional<Answer> refusal(String shop, HttpServletRequest request) {
        return isTokenOf(shop, request.getHeader(HttpHeaders.AUTHORIZATION))
                ? Optional.empty()
                : Optional.of(Answer.unauthorized());
    }

    private boolean isTokenOf(String shop, @Nullable String authorization) {
        if (authorization == null || !authorization.startsWith(BEARER)) {
            return false;
        }
        byte[] given = authorization.substring(BEARER.length()).getBytes(StandardCharsets.UTF_8);
        return MessageDigest.isEqual(given, shops.tokenOf(shop).getBytes(StandardCharsets.UTF_8));
    }
}
