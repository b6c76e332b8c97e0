package io.waybill.courier.reservation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ReservationStatusTest {

    /** The audit takes the first ended status of a process for its success. */
    @Test
    void of_the_ended_statuses_all_but_the_first_are_undone() {
        assertThat(Arrays.stream(ReservationStatus.values())
                        .filter(ReservationStatus::isFinal)
                        .map(ReservationStatus::isUndone))
                .containsExactly(false, true, true);
    }
}
