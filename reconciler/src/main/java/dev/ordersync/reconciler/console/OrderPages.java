package dev.ordersync.reconciler.console;

import dev.ordersync.access.Caller;
import dev.ordersync.access.Role;
import dev.ordersync.order.OrderId;
import dev.ordersync.order.OrderJson;
import dev.ordersync.order.OrderStatus;
import dev.ordersync.problem.Refusal;
import dev.ordersync.reconciler.orders.AuditTrail;
import dev.ordersync.reconciler.orders.OrderFinder;
import dev.ordersync.reconciler.orders.OrderSheet;
import dev.ordersync.reconciler.orders.OrderSheets;
import dev.ordersync.resolution.Facts;
import dev.ordersync.resolution.FactsReader;
import dev.ordersync.resolution.RetryRuling;
import dev.ordersync.store.Store;
import dev.ordersync.store.StoreDirectory;
import dev.ordersync.wording.ShownStatus;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Reads one order and puts it into a reader's words. All of a page belongs to one version of the order. */
@Component
class OrderPages {
    private static final int LAST_ENTRIES = 10;

    private record Read(OrderSheet sheet, Facts facts, List<AuditTrail.Entry> audit) {}

    private final OrderFinder finder;
    private final OrderSheets sheets;
    private final AuditTrail trail;
    private final FactsReader facts;
    private final StoreDirectory stores;
    private final Clock clock;
    private final TransactionTemplate snapshot;

    OrderPages(
            OrderFinder finder,
            OrderSheets sheets,
            AuditTrail trail,
            JdbcClient jdbc,
            StoreDirectory stores,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.finder = finder;
        this.sheets = sheets;
        this.trail = trail;
        this.facts = new FactsReader(jdbc);
        this.stores = stores;
        this.clock = clock;
        this.snapshot = new TransactionTemplate(transactions);
        snapshot.setReadOnly(true);
        snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    }

    Times times() {
        return new Times(clock.instant());
    }

    /** @throws Refusal 404 for what the caller may not see */
    OrderId find(Caller caller, String id, @Nullable String source) {
        return finder.get(caller, id, source);
    }

    OrderPage get(Caller caller, OrderId id) {
        var read = Objects.requireNonNull(snapshot.execute(_ -> new Read(sheets.get(id), facts.get(id), trail.of(id))));
        return page(caller, read, stores.get(read.facts().storeId()), times());
    }

    private static OrderPage page(Caller caller, Read read, Store store, Times times) {
        var sheet = read.sheet();
        var facts = read.facts();
        var ruling = RetryRuling.on(facts, false, store.policy().proofMaxAge(), times.now());
        var content = OrderJson.read(sheet.content().toString());
        return new OrderPage(
                new OrderPage.Head(
                        sheet.id(),
                        sheet.source(),
                        sheet.store(),
                        sheet.version(),
                        shown(sheet),
                        times.clock(content.placedAt().toInstant()),
                        WebLink.of(sheet.url()),
                        sheet.platformOrderId(),
                        WebLink.of(sheet.platformOrderUrl())),
                Lead.of(sheet, facts, store, times),
                facts.status() == OrderStatus.IN_DOUBT ? DeadlineBar.of(sheet, facts, times) : null,
                RetryButton.of(caller, facts, ruling, times),
                caller.may(Role.OPERATOR) ? sheet.allowedActions() : List.of(),
                Timeline.of(sheet, facts, read.audit(), times),
                sheet.attempts().stream()
                        .map(attempt -> attempt(attempt, times))
                        .toList(),
                sheet.attempts().size() + " so far; sent again by itself at most "
                        + Amounts.of(store.policy().maxAttempts(), "time"),
                candidates(sheet, facts),
                audit(read.audit(), times),
                read.audit().size() == 1
                        ? "1 entry"
                        : Amounts.count(read.audit().size()) + " entries",
                Contents.of(content),
                new OrderPage.Details(
                        sheet.status(),
                        sheet.idempotencyKey(),
                        sheet.generation(),
                        store.policyVersion(),
                        sheet.lookups().isEmpty()
                                ? null
                                : sheet.lookups().getLast().ruleset()),
                caller.may(Role.ADMIN),
                times.clock(times.now()));
    }

    private static ShownStatus shown(OrderSheet sheet) {
        boolean twin = sheet.twins().stream().anyMatch(seen -> seen.state().equals("open"));
        return ShownStatus.of(OrderStatus.of(sheet.status()), sheet.overdue(), twin);
    }

    private static OrderPage.Attempt attempt(OrderSheet.Attempt attempt, Times times) {
        var outcome = attempt.outcome();
        Instant endedAt = attempt.endedAt();
        return new OrderPage.Attempt(
                attempt.number(),
                attempt.number() + (attempt.number() == 1 ? ", first send" : ""),
                outcome == null ? OrderStatus.POSTING.code() : Phrases.glyph(outcome),
                outcome == null ? "In flight" : Phrases.outcome(outcome),
                outcome,
                Phrases.sentence(attempt.detail()),
                times.clock(attempt.startedAt()),
                endedAt == null ? "–" : Times.exactly(Duration.between(attempt.startedAt(), endedAt)),
                attempt.httpStatus() == null ? "none" : String.valueOf(attempt.httpStatus()));
    }

    /** What is known of each copy from the latest look that saw it. */
    private static List<CandidateView> candidates(OrderSheet sheet, Facts facts) {
        var latest = new LinkedHashMap<String, OrderSheet.Candidate>();
        sheet.lookups()
                .forEach(lookup -> lookup.candidates().forEach(seen -> latest.put(seen.platformOrderId(), seen)));
        var shown = new ArrayList<OrderSheet.Candidate>();
        for (var copy : facts.copies()) {
            var seen = latest.get(copy.platformOrderId());
            shown.add(
                    seen == null
                            ? new OrderSheet.Candidate(
                                    copy.platformOrderId(),
                                    null,
                                    copy.carriesReference() ? 1 : 0,
                                    false,
                                    null,
                                    copy.carriesReference(),
                                    List.of(),
                                    List.of())
                            : seen);
        }
        return shown.stream()
                .sorted(Comparator.comparingDouble(OrderSheet.Candidate::score).reversed())
                .map(CandidateView::of)
                .toList();
    }

    private static List<OrderPage.AuditLine> audit(List<AuditTrail.Entry> entries, Times times) {
        return entries.subList(Math.max(0, entries.size() - LAST_ENTRIES), entries.size()).reversed().stream()
                .map(entry -> new OrderPage.AuditLine(
                        times.clock(entry.at()), Phrases.who(entry.actor()), Phrases.what(entry), entry.reason()))
                .toList();
    }
}
