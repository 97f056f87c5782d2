package dev.ordersync.platform.shopify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PointsTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final Points points = new Points();

    private static JsonNode answer(int requested, int available, int perSecond) {
        return JsonMapper.shared().readTree("""
            {"extensions":{"cost":{"requestedQueryCost":%d,"throttleStatus":\
            {"maximumAvailable":1000.0,"currentlyAvailable":%d,"restoreRate":%d.0}}}}\
            """.formatted(requested, available, perSecond));
    }

    @Test
    void givenABucketThatIsLow_thenAQuestionWaitsUntilItIsFullEnoughAndNoLonger() {
        points.learn("acme", Query.SCAN, answer(300, 100, 100), 0);

        assertThat(points.take("acme", Query.SCAN, 0)).isEqualTo(Duration.ofSeconds(2));
        assertThat(points.take("acme", Query.SCAN, 2 * SECOND - 1)).isPositive();
        assertThat(points.take("acme", Query.SCAN, 2 * SECOND)).isZero();
    }

    @Test
    void givenPointsThatWereTaken_thenTheNextQuestionDoesNotCountOnThem() {
        points.learn("acme", Query.SCAN, answer(300, 350, 100), 0);

        assertThat(points.take("acme", Query.SCAN, 0)).isZero();
        assertThat(points.take("acme", Query.SCAN, 0)).isEqualTo(Duration.ofMillis(2500));
        assertThat(points.take("other", Query.SCAN, 0)).isZero();
    }

    @Test
    void givenAQuestionThatCostsMoreThanABucketHolds_thenItIsAskedOnceTheBucketIsFull() {
        points.learn("acme", Query.SCAN, answer(5000, 900, 100), 0);

        assertThat(points.take("acme", Query.SCAN, 0)).isEqualTo(Duration.ofSeconds(1));
        assertThat(points.take("acme", Query.SCAN, SECOND)).isZero();
    }

    @Test
    void givenAThrottledAnswer_thenItSaysHowLongToWait() {
        assertThat(Points.refill(answer(300, 100, 50), Duration.ofSeconds(9))).isEqualTo(Duration.ofSeconds(4));
        assertThat(Points.refill(JsonMapper.shared().readTree("{}"), Duration.ofSeconds(9)))
                .isEqualTo(Duration.ofSeconds(9));
    }
}
