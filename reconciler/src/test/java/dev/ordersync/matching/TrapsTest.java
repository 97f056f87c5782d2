package dev.ordersync.matching;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersync.order.OrderContent;
import dev.ordersync.order.PlatformOrderId;
import dev.ordersync.platform.Copy;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/** Pairs made by hand, each of which some plausible rule gets wrong; {@code traps.json} says why the answer is right. */
class TrapsTest {
    private static final Instant SENT = Instant.parse("2026-11-24T10:15:00Z");

    record Side(
            @Nullable String first,
            @Nullable String last,
            @Nullable String company,
            @Nullable String email,
            @Nullable String phone,
            @Nullable String line1,
            @Nullable String postalCode,
            List<String> lines,
            BigDecimal total) {}

    record Trap(String trap, String why, boolean likely, Side ours, Side theirs) {
        @Override
        public String toString() {
            return trap;
        }
    }

    static Stream<Trap> traps() {
        var json = WordList.text("traps.json");
        return JsonMapper.shared()
                .readTree(json)
                .valueStream()
                .map(row -> JsonMapper.shared().treeToValue(row, Trap.class));
    }

    @ParameterizedTest
    @MethodSource("traps")
    void C7_C8_C9_C10_C11_C12_C15_givenATrap_whenCompared_thenItIsJudgedAsAPersonWould(Trap trap) {
        var match = new FieldMatcher()
                .compare(
                        new Wanted(order(trap.ours()), SENT, SENT.plus(Duration.ofSeconds(30))),
                        copy(trap.theirs()),
                        Sharing.UNKNOWN);

        assertThat(match.isLikely()).as(trap.why() + ": " + match).isEqualTo(trap.likely());
    }

    private static OrderContent order(Side side) {
        return new OrderContent(
                "CV-1",
                OrderContent.DEFAULT_SOURCE,
                null,
                "demo",
                SENT.atOffset(ZoneOffset.UTC),
                "USD",
                new OrderContent.Customer(side.first(), side.last(), side.email(), side.phone()),
                new OrderContent.Address(null, side.company(), side.line1(), null, null, null, side.postalCode(), "US"),
                null,
                side.lines().stream()
                        .map(TrapsTest::line)
                        .map(line -> new OrderContent.Line(line.sku(), line.title(), line.quantity(), BigDecimal.ONE))
                        .toList(),
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                side.total(),
                null);
    }

    private static Copy copy(Side side) {
        var content = new Copy.Content(
                null,
                side.first(),
                side.last(),
                side.email(),
                side.phone(),
                side.line1(),
                null,
                side.postalCode(),
                "US",
                "USD",
                side.total(),
                side.lines().stream().map(TrapsTest::line).toList(),
                new Copy.Details(null, side.company(), null, null));
        return new Copy(
                new PlatformOrderId("1"), null, null, SENT.plusSeconds(5), Copy.Status.OPEN, null, false, content);
    }

    /** Quantity, SKU, title. */
    private static Copy.Line line(String text) {
        var parts = text.split(" ", 3);
        return new Copy.Line(parts[1], parts[2], Integer.parseInt(parts[0]));
    }
}
