package dev.ordersync.sandbox.books;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class BooksTest {

    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final Sent SENT = new Sent("ref", "{}");

    private final Books books = Books.inMemory(3);

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it.
    private Path dir;

    @Test
    void givenOneMillisecond_whenListed_thenTheHigherNumberIsTheNewer() {
        save(books, "a", NOON);
        save(books, "b", NOON);
        save(books, "c", NOON);

        Slice<Copy> first = books.list(Query.all(null, 2));
        Slice<Copy> second = books.list(
                Query.all(Place.parse(String.valueOf(first.nextCursor())).orElseThrow(), 2));

        assertThat(numbers(first)).containsExactly(1003L, 1002L);
        assertThat(numbers(second)).containsExactly(1001L);
        assertThat(second.nextCursor()).isNull();
    }

    @Test
    void givenANewOrderWhilePaging_whenTheNextPageIsRead_thenNothingIsRepeatedOrMissed() {
        save(books, "a", NOON);
        save(books, "b", NOON.plusSeconds(1));
        Slice<Copy> first = books.list(Query.all(null, 1));
        save(books, "c", NOON.plusSeconds(2));

        Place after = Place.parse(String.valueOf(first.nextCursor())).orElseThrow();

        assertThat(numbers(books.list(Query.all(after, 9)))).containsExactly(1001L);
    }

    @Test
    void givenBounds_whenAskedOneMillisecondInsideAndOutside_thenOnlyInsideCounts() {
        save(books, "a", NOON);

        assertThat(numbers(books.list(between(NOON, NOON)))).hasSize(1);
        assertThat(numbers(books.list(between(NOON.plusMillis(1), NOON.plusSeconds(1)))))
                .isEmpty();
        assertThat(numbers(books.list(between(NOON.minusSeconds(1), NOON.minusMillis(1)))))
                .isEmpty();
    }

    @Test
    void givenFullBooks_whenSaved_thenRefusedAndNothingChanges() {
        save(books, "a", NOON);
        save(books, "b", NOON);
        save(books, "c", NOON);

        assertThatThrownBy(() -> save(books, "d", NOON)).isInstanceOf(BooksFull.class);

        assertThat(books.totals().copies()).isEqualTo(3);
    }

    @Test
    void givenMoreKeysThanAreRemembered_whenAnotherArrives_thenRefusedButKnownOnesCount() {
        for (int key = 0; key < 6; key++) {
            books.arrived("key-" + key, null, NOON);
        }

        assertThatThrownBy(() -> books.arrived("key-6", null, NOON)).isInstanceOf(BooksFull.class);
        assertThat(books.arrived("key-5", null, NOON)).isEqualTo(1);
    }

    @Test
    void givenAKeyBegun_whenReleased_thenItIsFreshAgain() {
        assertThat(books.begin("a", SENT)).isInstanceOf(Begun.Fresh.class);
        assertThat(books.begin("a", SENT)).isInstanceOf(Begun.InFlight.class);

        books.release("a");

        assertThat(books.begin("a", SENT)).isInstanceOf(Begun.Fresh.class);
    }

    @Test
    void givenAKeyThatMadeACopy_whenReleasedOrTheCopyDeleted_thenItStillReplays() {
        Copy copy = save(books, "a", NOON);

        books.release("a");
        books.delete(copy.id());

        assertThat(books.begin("a", SENT)).isEqualTo(new Begun.Replay(copy));
    }

    @Test
    void givenEmptiedBooks_whenSaved_thenNoNumberComesTwiceEvenAfterARestart() {
        Path file = dir.resolve("shop.ndjson");
        Books kept = Books.kept(9, file, new JsonMapper());
        save(kept, "a", NOON);

        kept.clear();
        kept.close();
        Books again = Books.kept(9, file, new JsonMapper());

        assertThat(again.totals().copies()).isZero();
        assertThat(save(again, "a", NOON).number()).isEqualTo(1002);
        again.close();
    }

    @Test
    void givenALastLineCutInACharacter_whenReplayed_thenItIsDroppedAndWritingGoesOn() throws IOException {
        Path file = dir.resolve("shop.ndjson");
        Books kept = Books.kept(9, file, new JsonMapper());
        save(kept, "a", NOON);
        kept.close();
        byte[] torn = "{\"type\":\"arrived\",\"key\":\"Zoë".getBytes(StandardCharsets.UTF_8);
        Files.write(file, Arrays.copyOf(torn, torn.length - 1), StandardOpenOption.APPEND);

        Books again = Books.kept(9, file, new JsonMapper());
        save(again, "b", NOON);
        again.close();

        Books third = Books.kept(9, file, new JsonMapper());
        assertThat(numbers(third.list(Query.all(null, 9)))).containsExactly(1002L, 1001L);
        third.close();
    }

    @Test
    void givenAKeptJournal_whenAnotherProcessWantsIt_thenItIsTakenUntilClosed()
            throws IOException, InterruptedException {
        Path file = dir.resolve("shop.ndjson");
        Books kept = Books.kept(9, file, new JsonMapper());

        assertThat(LockProbe.ask(file)).isEqualTo(LockProbe.TAKEN);

        kept.close();
        assertThat(LockProbe.ask(file)).isEqualTo(LockProbe.FREE);
    }

    @Test
    void givenAnUnreadableLine_whenReplayed_thenItIsReportedNotSkipped() throws IOException {
        Path file = dir.resolve("shop.ndjson");
        Files.writeString(file, "garbage\n");

        assertThatThrownBy(() -> Books.kept(9, file, new JsonMapper()))
                .isInstanceOf(UncheckedIOException.class)
                .hasStackTraceContaining("Unreadable line at byte 0");
    }

    @Test
    void givenTwinsAndVoidedCopies_whenTotalled_thenOnlyLiveOnesDouble() {
        var draft = new Draft("ref", "CV-1", "{}", null);
        Copy first = books.save(draft, NOON);
        books.save(draft, NOON);
        assertThat(books.totals().doubled()).containsExactly("CV-1");

        books.change(first.id(), copy -> copy.withStatus(CopyStatus.TRASHED));

        assertThat(books.totals().doubled()).isEmpty();
        assertThat(books.totals().live()).isEqualTo(1);
    }

    private static Copy save(Books books, String key, Instant now) {
        return books.save(key, SENT, new Draft("ref", "order-" + key, "{}", null), now);
    }

    private static Query between(Instant after, Instant before) {
        return new Query(null, null, after, before, null, 9);
    }

    private static List<Long> numbers(Slice<Copy> slice) {
        return slice.items().stream().map(Copy::number).toList();
    }
}
