package io.waybill.platform.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.RepeatedTest;

class PatienceTest {

    private static final Instant EVENT = Instant.parse("2026-01-01T00:00:00Z");

    @RepeatedTest(20)
    void waits_longer_and_longer_and_tries_a_last_time_when_the_day_is_over() {
        Patience patience = new Patience(Duration.ofHours(24));
        List<Instant> attempts = new ArrayList<>(List.of(EVENT));
        Optional<Instant> next = patience.next(EVENT, EVENT);
        while (next.isPresent()) {
            attempts.add(next.get());
            next = patience.next(EVENT, next.get());
        }

        assertThat(Duration.between(EVENT, attempts.get(1))).isBetween(Duration.ofSeconds(3), Duration.ofSeconds(7));
        assertThat(attempts.getLast()).isEqualTo(EVENT.plus(Duration.ofHours(24)));
        assertThat(attempts).hasSizeBetween(18, 32);
        for (int i = 1; i < attempts.size(); i++) {
            assertThat(Duration.between(attempts.get(i - 1), attempts.get(i)))
                    .isPositive()
                    .isLessThan(Duration.ofMinutes(151));
        }
    }
}
