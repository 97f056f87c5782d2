package dev.ordersync.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersync.matching.Match;
import dev.ordersync.matching.Sharing;
import dev.ordersync.order.PlatformOrderId;
import dev.ordersync.platform.Copy;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The rules of settling, one by one, on both sides of each boundary. */
class DecisionTest {
    private static final Instant SETTLES = Instant.parse("2026-11-24T10:10:00Z");
    private static final Instant DECIDE_BY = SETTLES.plusSeconds(1200);
    private static final Instant NEXT = Instant.parse("2026-11-24T10:05:00Z");

    @Test
    void C1_givenOneCopyWithOurReferenceAsSent_thenLink_evenBeforeTheWindowEnds() {
        assertThat(Decision.on(doubt(), looked(SETTLES.minusSeconds(500), true, false, ours())))
                .isInstanceOf(Verdict.Link.class);
    }

    @Test
    void givenThePolicyLeavesLinkingToPeople_thenFlag() {
        var doubt = new Doubt(SETTLES, DECIDE_BY, false, false, false, false, false, false, NEXT);
        assertThat(Decision.on(doubt, looked(SETTLES, true, true, ours()))).isInstanceOf(Verdict.Flag.class);
    }

    @Test
    void I14_givenOurReferenceButNotAsSent_thenWaitUntilTheWindowEnds_thenFlag() {
        var half = candidate(true, false, Copy.Status.OPEN, List.of("lines"));
        assertThat(Decision.on(doubt(), looked(SETTLES.minusNanos(1), true, true, half)))
                .isInstanceOf(Verdict.Wait.class);
        assertThat(Decision.on(doubt(), looked(SETTLES, true, true, half))).isInstanceOf(Verdict.Flag.class);
    }

    @Test
    void I14_givenOurReferenceOnWhatWasNeverPlaced_thenWaitUntilTheWindowEnds_thenFlagInItsOwnWords() {
        var begun = candidate(true, false, Copy.Status.UNFINISHED, List.of("status"));
        assertThat(Decision.on(doubt(), looked(SETTLES.minusNanos(1), true, true, begun)))
                .isInstanceOf(Verdict.Wait.class);
        assertThat(Decision.on(doubt(), looked(SETTLES, true, true, begun)))
                .isInstanceOfSatisfying(
                        Verdict.Flag.class, flag -> assertThat(flag.why()).contains("never placed"));
    }

    @Test
    void B7_B9_givenTheMerchantCancelledOrRemovedTheCopy_thenFlag() {
        for (var status : List.of(Copy.Status.CANCELLED, Copy.Status.TRASHED)) {
            assertThat(Decision.on(doubt(), looked(SETTLES, true, true, candidate(true, false, status, List.of()))))
                    .isInstanceOf(Verdict.Flag.class);
        }
    }

    @Test
    void E11_givenACopyOfAnEarlierGeneration_thenFlag_neverLink() {
        var copy = copy(Copy.Status.OPEN, "os-key-g1");
        var old = new Candidate(
                copy, true, true, false, false, List.of(), new Match(0.9, List.of()), Sharing.UNKNOWN, List.of());
        assertThat(Decision.on(doubt(), looked(SETTLES, true, true, old))).isInstanceOf(Verdict.Flag.class);
    }

    @Test
    void I13_givenOurReferenceOnACopyOfAnotherOrder_thenFlag() {
        assertThat(Decision.on(
                        doubt(), looked(SETTLES, true, true, candidate(true, true, Copy.Status.OPEN, List.of()))))
                .isInstanceOf(Verdict.Flag.class);
    }

    @Test
    void C13_givenTwoCopiesWithOurReference_thenFlag() {
        assertThat(Decision.on(doubt(), looked(SETTLES, true, true, ours(), ours())))
                .isInstanceOf(Verdict.Flag.class);
    }

    @Test
    void C6_givenALikelyCopyWithoutReference_thenWaitForTheReference_thenFlag_neverLink() {
        var likely = candidate(false, false, Copy.Status.OPEN, List.of());
        assertThat(Decision.on(doubt(), looked(SETTLES.minusNanos(1), true, true, likely)))
                .isInstanceOf(Verdict.Wait.class);
        assertThat(Decision.on(doubt(), looked(SETTLES, true, true, likely))).isInstanceOf(Verdict.Flag.class);
    }

    @Test
    void I3_givenNothingInALookupThatStartedAnInstantTooEarly_thenWait() {
        assertThat(Decision.on(doubt(), looked(SETTLES.minusNanos(1), true, true)))
                .isInstanceOf(Verdict.Wait.class);
    }

    @Test
    void givenNothingInACompleteAndFreshLookupAfterTheWindow_thenRetry() {
        assertThat(Decision.on(doubt(), looked(SETTLES, true, true))).isInstanceOf(Verdict.Retry.class);
    }

    @Test
    void B3_givenAnInconclusiveLookup_thenWait_howeverLate() {
        assertThat(Decision.on(doubt(), looked(DECIDE_BY.plusSeconds(86_400), false, false)))
                .isInstanceOf(Verdict.Wait.class);
    }

    @Test
    void B2_givenAListThatMayLag_thenWait() {
        assertThat(Decision.on(doubt(), looked(SETTLES, true, false))).isInstanceOf(Verdict.Wait.class);
    }

    @Test
    void A7_givenTheShopSaidItTookIt_thenNeverRetry_andFlagAtTheDeadline_inconclusiveToo() {
        var doubt = new Doubt(SETTLES, DECIDE_BY, true, false, false, false, false, true, NEXT);
        assertThat(Decision.on(doubt, looked(DECIDE_BY.minusNanos(1), true, true)))
                .isInstanceOf(Verdict.Wait.class);
        assertThat(Decision.on(doubt, looked(DECIDE_BY, true, true))).isInstanceOf(Verdict.Flag.class);
        assertThat(Decision.on(doubt, looked(DECIDE_BY, false, false))).isInstanceOf(Verdict.Flag.class);
    }

    @Test
    void D12_givenACancelWish_thenCancelOnlyWhenProvenAbsent_andFlagWhenFound() {
        var doubt = new Doubt(SETTLES, DECIDE_BY, false, true, false, false, false, true, NEXT);
        assertThat(Decision.on(doubt, looked(SETTLES, true, true))).isInstanceOf(Verdict.Cancel.class);
        assertThat(Decision.on(doubt, looked(SETTLES, true, false))).isInstanceOf(Verdict.Wait.class);
        assertThat(Decision.on(doubt, looked(SETTLES, true, true, ours()))).isInstanceOf(Verdict.Flag.class);
    }

    @Test
    void D9_givenTheBudgetUsedUp_orADismissal_orGivenUp_thenFailInsteadOfRetry() {
        for (int i = 0; i < 3; i++) {
            var doubt = new Doubt(SETTLES, DECIDE_BY, false, false, i == 0, i == 1, i == 2, true, NEXT);
            assertThat(Decision.on(doubt, looked(SETTLES, true, true))).isInstanceOf(Verdict.Fail.class);
        }
    }

    @Test
    void givenOnlyADismissedCandidate_thenItCountsAsNothing() {
        var dismissed = new Candidate(
                copy(Copy.Status.OPEN, null),
                false,
                false,
                false,
                true,
                List.of(),
                new Match(0.9, List.of()),
                Sharing.UNKNOWN,
                List.of());
        var looked = looked(SETTLES, true, true, dismissed);
        assertThat(looked.result()).isEqualTo("none");
        assertThat(Decision.on(doubt(), looked)).isInstanceOf(Verdict.Retry.class);
    }

    private static Doubt doubt() {
        return new Doubt(SETTLES, DECIDE_BY, false, false, false, false, false, true, NEXT);
    }

    private static Looked looked(Instant startedAt, boolean complete, boolean fresh, Candidate... candidates) {
        return new Looked(startedAt, complete, fresh, complete ? null : "503", List.of(candidates));
    }

    private static Candidate ours() {
        return candidate(true, false, Copy.Status.OPEN, List.of());
    }

    private static Candidate candidate(boolean ours, boolean elsewhere, Copy.Status status, List<String> differences) {
        return new Candidate(
                copy(status, ours ? "os-key-g1" : null),
                ours,
                false,
                elsewhere,
                false,
                differences,
                new Match(0.9, List.of()),
                Sharing.UNKNOWN,
                List.of());
    }

    private static Copy copy(Copy.Status status, @Nullable String reference) {
        var content = new Copy.Content(null, null, null, null, null, null, null, null, null, null, null, List.of());
        return new Copy(new PlatformOrderId("1"), null, reference, SETTLES, status, null, false, content);
    }
}
