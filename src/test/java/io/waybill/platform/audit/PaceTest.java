package io.waybill.platform.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTest {

    private static final Duration WORK = Duration.ofMillis(50);

    @Test
    void beside_orders_a_check_works_a_quarter_of_the_time() {
        assertThat(restFrom(WORK, Pace.BESIDE_ORDERS)).isGreaterThanOrEqualTo(Duration.ofMillis(150));
    }

    @Test
    void a_check_that_somebody_waits_for_does_not_rest() {
        assertThat(restFrom(Duration.ofHours(1), Pace.AT_ONCE)).isLessThan(Duration.ofMinutes(1));
    }

    @Test
    void ends_when_waybill_stops() {
        Thread.currentThread().interrupt();

        assertThatIllegalStateException()
                .isThrownBy(() -> Pace.BESIDE_ORDERS.restFrom(Duration.ofHours(1)))
                .withMessageContaining("Waybill is stopping");
        assertThat(Thread.interrupted()).isTrue();
    }

    private static Duration restFrom(Duration work, Pace pace) {
        long begin = System.nanoTime();
        pace.restFrom(work);
        return Duration.ofNanos(System.nanoTime() - begin);
    }
}
