package io.waybill.platform.outage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;

class OutageTest {

    static final Instant BEGIN = Instant.parse("2026-11-21T12:00:00Z");

    final Logger log = mock();
    final Clock clock = mock();
    final Outage outage = new Outage("Nothing goes", log, clock);

    @BeforeEach
    void begin() {
        at(0);
    }

    @Test
    void makes_callers_wait_longer_the_longer_it_lasts() {
        assertThat(waited()).isBetween(Duration.ofMillis(500), Duration.ofSeconds(1));
        at(8);
        assertThat(waited()).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(8));
        for (int second = 16; second < 600; second += 16) {
            at(second);
            assertThat(waited()).isBetween(Duration.ofSeconds(7), Duration.ofSeconds(20));
        }
        assertThat(waited()).isBetween(Duration.ofSeconds(10), Duration.ofSeconds(20));
    }

    @Test
    void is_another_one_when_nothing_failed_for_longer_than_the_wait() {
        waited();
        at(8);
        waited();
        at(8 + 8 + 11);

        assertThat(waited()).isLessThanOrEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void is_another_one_after_a_success() {
        waited();
        at(20);
        outage.over();

        assertThat(waited()).isLessThanOrEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void is_logged_once_a_minute() {
        for (int tenth = 0; tenth < 700; tenth++) {
            when(clock.instant()).thenReturn(BEGIN.plusMillis(100L * tenth));
            waited();
        }

        verify(log, times(2)).warn(anyString(), any(Object[].class));
    }

    private void at(int second) {
        when(clock.instant()).thenReturn(BEGIN.plusSeconds(second));
    }

    private Duration waited() {
        return outage.waitAfter(new IllegalStateException("down"));
    }
}
