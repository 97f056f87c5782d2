package dev.ordersync.worker.posting;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TokenBucketTest {
    private static final long SECOND = 1_000_000_000L;

    @Test
    void givenAnIdleStore_thenAtMostOneSecondsWorthGoesAtOnce() {
        var bucket = new TokenBucket(20, 0);
        assertThat(bucket.available(20, 3600 * SECOND)).isEqualTo(20);
    }

    @Test
    void givenAnEmptyBucket_thenItFillsEvenly() {
        var bucket = new TokenBucket(20, 0);
        bucket.take(20);
        assertThat(bucket.available(20, SECOND / 10 - 1)).isEqualTo(1);
        assertThat(bucket.available(20, SECOND / 2)).isEqualTo(10);
    }

    @Test
    void givenWhatWasNotUsed_thenItCanBeTakenAgain() {
        var bucket = new TokenBucket(5, 0);
        bucket.take(5);
        bucket.giveBack(2);
        assertThat(bucket.available(5, 0)).isEqualTo(2);
    }
}
