package dev.ordersync.sandbox.fault;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What can go wrong in the shop. The sentence is what the switches' page says about it. */
public enum Fault {
    NORMAL("Takes the order and answers", Occasion.POST),
    TIMEOUT_AFTER_SAVING("Saves the order and never answers", Occasion.POST),
    TIMEOUT_WITHOUT_SAVING("Saves nothing and never answers", Occasion.POST),
    LATE("Never answers, and saves some time after the caller has hung up", Occasion.POST),
    LATE_TWIN("The same, and forgets the key: a retry in between makes a second copy", Occasion.POST),
    SLOW("Saves and answers, but only after a while", Occasion.POST),
    DROP_REFERENCE("Saves the order without its reference and never answers", Occasion.POST),
    HALF_WRITTEN("Saves, never answers, and shows half of the lines until later", Occasion.POST),
    FEWER_LINES("Answers 201 with half of the lines, for good", Occasion.POST),
    EMPTY_ORDER("Answers 201 with an order without lines", Occasion.POST),
    TORN("Dies while it writes: half of the order stays, and a gateway answers 502", Occasion.POST),
    TORN_EARLY("Dies sooner: what stays may lack the reference", Occasion.POST),
    GATEWAY_TIMEOUT("Saves, and a gateway answers 504 in its place", Occasion.POST),
    GATEWAY_TIMEOUT_LATE("A gateway answers 504, and the order is saved later", Occasion.POST),
    NO_ID("Saves and answers 201 without an id", Occasion.POST),
    RESET("Saves and closes the connection", Occasion.POST),
    RESET_WITHOUT_SAVING("Closes the connection and saves nothing", Occasion.POST),
    NONCE_USED("Saves, and says that the request came before", Occasion.POST),
    REFUSE("Refuses the order", Occasion.POST),
    REFUSE_WITH_DRAFT("Refuses the order and leaves a draft of it behind", Occasion.POST),
    SERVER_ERROR("Answers 500 and saves nothing", Occasion.POST),
    THROTTLE("Answers 429 with Retry-After", Occasion.POST),
    HTML_PAGE("Answers 200 with a web page", Occasion.POST),
    REDIRECT("Answers 307", Occasion.POST),
    DOWN("A gateway answers 503 in the shop's place", null),
    UNAUTHORIZED("Refuses the token", null),
    IGNORE_FILTERS("Lists every order, whatever was asked for", Occasion.LIST),
    STALE_LIST("Lists leave out young orders", Occasion.LIST),
    LIST_ERROR("Lists answer 500", Occasion.LIST),
    DELETE_REFUSED("Refuses to delete an order", Occasion.VOID),
    DELETE_SILENT("Deletes or cancels an order and never answers", Occasion.VOID),
    DELETE_LOST("Neither deletes nor cancels an order, and never answers", Occasion.VOID),
    OTHER_SHOP("Says that it is another shop", Occasion.SHOP),
    OLD_SHOP("Is a WooCommerce of before 9.9 without order tables: keys are harder to find", Occasion.NATURE),
    DORMANT_SHOP("Is a dormant Shopify shop: it takes no orders", Occasion.NATURE),
    DEVELOPMENT_SHOP("Is a development shop of Shopify: it takes five new orders a minute", Occasion.NATURE);

    private final String sentence;
    /** Null: every path. */
    private final @Nullable Occasion only;

    Fault(String sentence, @Nullable Occasion only) {
        this.sentence = sentence;
        this.only = only;
    }

    public static Optional<Fault> named(String word) {
        return Arrays.stream(values())
                .filter(fault -> fault.word().equals(word))
                .findFirst();
    }

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public String sentence() {
        return sentence;
    }

    /** Whether a fault of all paths is meant, which strikes before the shop reads anything. */
    public boolean isEverywhere() {
        return only == null;
    }

    /** Whether a rule may pick single orders for it: what a request is about is known to posts and voids only. */
    public boolean canMatchOrders() {
        return strikes(Occasion.POST) || strikes(Occasion.VOID);
    }

    public boolean strikes(Occasion occasion) {
        return only == null || only == occasion;
    }
}
