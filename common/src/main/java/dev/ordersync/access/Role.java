package dev.ordersync.access;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** What a caller may do. */
public enum Role {
    /** Reads. */
    VIEWER,
    /** Reads, and acts on orders. */
    OPERATOR,
    /** All of it, and manages stores, tokens and users. */
    ADMIN,
    /** Submits orders, and nothing else. */
    INTAKE;

    /** The name in JSON and in the database. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException for a text that names no role */
    public static Role of(String code) {
        return Arrays.stream(values())
                .filter(role -> role.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No role is called " + code));
    }

    /** Whether whoever has this role may do what {@code needed} may. */
    public boolean includes(Role needed) {
        return switch (this) {
            case INTAKE -> needed == INTAKE;
            case VIEWER -> needed == VIEWER;
            case OPERATOR -> needed != ADMIN;
            case ADMIN -> true;
        };
    }

    /** For Spring's rules: a {@code ROLE_…} for everything that this role includes. */
    public List<GrantedAuthority> authorities() {
        return Arrays.stream(values())
                .filter(this::includes)
                .<GrantedAuthority>map(role -> new SimpleGrantedAuthority("ROLE_" + role.name()))
                .toList();
    }
}
