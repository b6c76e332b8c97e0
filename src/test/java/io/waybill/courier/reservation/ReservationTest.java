package io.waybill.courier.reservation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waybill.core.CustomerId;
import io.waybill.core.Money;
import io.waybill.core.refusal.Conflict;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReservationTest {

    private static final Instant NOW = Instant.parse("2026-12-24T12:00:00Z");
    private static final Instant START = NOW.plus(Duration.ofHours(1));
    private static final Instant END = START.plus(Duration.ofHours(1));
    private static final Instant MEANWHILE = START.plusSeconds(1);

    private final Reservation reservation =
            Reservation.place(new CustomerId("C-1"), "Exit 1", new Slot(START, END), new Money(10_000), NOW);

    private void offered() {
        assertThat(reservation.seek()).isTrue();
        reservation.offers().make("D-1", NOW);
    }

    private void confirmed() {
        offered();
        assertThat(reservation.accept("D-1", NOW)).isTrue();
        assertThat(reservation.confirm()).isTrue();
    }

    @Test
    void is_accepted_once_and_only_by_whom_it_was_offered_to() {
        offered();

        assertThatThrownBy(() -> reservation.accept("D-2", NOW)).isInstanceOf(Conflict.class);
        assertThat(reservation.accept("D-1", NOW)).isTrue();
        assertThat(reservation.accept("D-1", NOW)).isFalse();

        assertThat(reservation.driver()).contains("D-1");
        assertThatThrownBy(() -> reservation.refuse("D-1", NOW)).isInstanceOf(Conflict.class);
    }

    @Test
    void is_not_accepted_once_it_has_begun() {
        offered();

        assertThatThrownBy(() -> reservation.accept("D-1", START)).isInstanceOf(Conflict.class);
        assertThat(reservation.driver()).isEmpty();
    }

    @Test
    void a_driver_who_is_released_has_time_for_others_and_cannot_come_back() {
        confirmed();

        assertThat(reservation.release()).isTrue();
        assertThat(reservation.release()).isFalse();

        assertThat(reservation.driver()).isEmpty();
        assertThatThrownBy(() -> reservation.accept("D-1", NOW)).isInstanceOf(Conflict.class);
    }

    /** Law 2. */
    @Test
    void a_search_that_comes_after_its_undo_does_not_begin() {
        assertThat(reservation.release()).isFalse();

        assertThat(reservation.seek()).isFalse();
        assertThat(reservation.isSeeking()).isFalse();
    }

    @Test
    void is_not_confirmed_without_a_driver() {
        offered();

        assertThat(reservation.confirm()).isFalse();
        assertThat(reservation.status()).isEqualTo(ReservationStatus.OFFERED);
    }

    @Test
    void is_cancelled_until_it_begins_and_then_no_more() {
        confirmed();

        assertThat(reservation.requestCancellation(START.minusNanos(1))).isTrue();
        assertThat(reservation.requestCancellation(MEANWHILE)).isFalse();

        assertThat(reservation.commit()).isFalse();
        reservation.end(ReservationStatus.CANCELLED, "Cancelled on request", MEANWHILE);
        assertThat(reservation.closedAt()).isEqualTo(MEANWHILE);
    }

    @Test
    void a_cancellation_after_the_start_is_refused() {
        confirmed();

        assertThatThrownBy(() -> reservation.requestCancellation(START))
                .isInstanceOf(Conflict.class)
                .hasMessage("The reservation began at 2026-12-24T13:00:00Z and cannot be cancelled any more");
        assertThat(reservation.commit()).isTrue();
    }

    @Test
    void a_no_show_is_reported_from_the_start_until_the_process_has_looked() {
        confirmed();
        assertThatThrownBy(() -> reservation.reportNoShow(START.minusNanos(1))).isInstanceOf(Conflict.class);

        assertThat(reservation.endReports()).isFalse();

        assertThatThrownBy(() -> reservation.reportNoShow(MEANWHILE)).isInstanceOf(Conflict.class);
    }

    @Test
    void a_no_show_that_was_reported_is_not_missed() {
        confirmed();

        assertThat(reservation.reportNoShow(START)).isTrue();
        assertThat(reservation.reportNoShow(MEANWHILE)).isFalse();

        assertThat(reservation.isMissed()).isTrue();
        assertThat(reservation.endReports()).isTrue();
    }

    @Test
    void reaches_one_end_only() {
        confirmed();
        assertThatIllegalStateException().isThrownBy(() -> reservation.complete(END));
        assertThat(reservation.commit()).isTrue();
        assertThat(reservation.commit()).isTrue();
        assertThatIllegalStateException()
                .isThrownBy(() -> reservation.end(ReservationStatus.CANCELLED, "Too late", END));
        assertThatThrownBy(() -> reservation.requestCancellation(NOW)).isInstanceOf(Conflict.class);

        assertThat(reservation.complete(END)).isTrue();
        assertThat(reservation.complete(END)).isFalse();
        assertThat(reservation.status()).isEqualTo(ReservationStatus.COMPLETED);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "3599, 1", "3600, 1", "3601, 2", "7200, 2", "86400, 24"})
    void each_hour_that_has_begun_is_paid_for(long seconds, long hours) {
        assertThat(new Slot(START, START.plusSeconds(seconds)).hours()).isEqualTo(hours);
    }
}
