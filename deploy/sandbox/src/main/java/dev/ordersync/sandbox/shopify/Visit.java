package dev.ordersync.sandbox.shopify;

import dev.ordersync.sandbox.shop.Answer;
import dev.ordersync.sandbox.shop.Shop;
import graphql.schema.DataFetchingEnvironment;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One question to one shop, and what is answered in place of data, if anything is. */
final class Visit {
    private final Shop shop;
    private final Account account;
    private final String version;
    private final String base;
    private @Nullable Answer instead;

    Visit(Shop shop, Account account, String version, String base) {
        this.shop = shop;
        this.account = account;
        this.version = version;
        this.base = base;
    }

    static Visit of(DataFetchingEnvironment environment) {
        return Objects.requireNonNull(environment.getGraphQlContext().<Visit>get(Visit.class));
    }

    Shop shop() {
        return shop;
    }

    Account account() {
        return account;
    }

    String version() {
        return version;
    }

    String base() {
        return base;
    }

    void answerWith(Answer other) {
        instead = other;
    }

    @Nullable
    Answer instead() {
        return instead;
    }
}
