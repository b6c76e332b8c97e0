package io.waybill.platform.outage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class BackoffTest {

    private static final Duration FIRST = Duration.ofMillis(500);
    private static final Duration LONGEST = Duration.ofMinutes(1);

    @Test
    void a_wait_doubles_with_each_failure_and_is_never_longer_than_the_longest() {
        assertThat(longestOf(0)).isBetween(400L, 500L);
        assertThat(longestOf(1)).isBetween(800L, 1_000L);
        assertThat(longestOf(5)).isBetween(12_800L, 16_000L);
        assertThat(longestOf(7)).isBetween(48_000L, 60_000L);
        assertThat(longestOf(1_000_000)).isBetween(48_000L, 60_000L);
        assertThat(longestOf(-1)).isBetween(400L, 500L);
    }

    @Test
    void those_that_failed_together_do_not_come_back_together() {
        assertThat(waits(3)).allMatch(wait -> wait >= 2_000 && wait <= 4_000);
        assertThat(waits(3).distinct().count()).isGreaterThan(100);
    }

    private static long longestOf(int failures) {
        return waits(failures).max().orElseThrow();
    }

    private static LongStream waits(int failures) {
        return IntStream.range(0, 500)
                .mapToLong(i -> Backoff.after(failures, FIRST, LONGEST).toMillis());
    }
}
