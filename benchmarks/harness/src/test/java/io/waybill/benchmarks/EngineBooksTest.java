package io.waybill.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class EngineBooksTest {

    static final Map<String, Long> DONE = Map.of(
            "account.reserve", 10L,
            "stock.reserve", 10L,
            "order.commit", 9L,
            "account.capture", 9L,
            "stock.ship", 9L,
            "order.complete", 9L,
            "account.release", 1L,
            "stock.release", 1L,
            "order.reject", 1L);

    static Map<String, Long> butFor(String step, long times) {
        Map<String, Long> done = new TreeMap<>(DONE);
        done.put(step, times);
        return done;
    }

    @Test
    void each_order_has_each_of_its_steps_once() {
        EngineBooks.check(9, 1, DONE);
    }

    @Test
    void a_step_that_was_left_out_is_found() {
        assertThatIllegalStateException()
                .isThrownBy(() -> EngineBooks.check(9, 1, butFor("stock.release", 0)))
                .withMessageContaining("stock.release=0")
                .withMessageContaining("stock.release=1");
    }

    @Test
    void a_step_that_was_done_twice_is_found() {
        assertThatIllegalStateException().isThrownBy(() -> EngineBooks.check(9, 1, butFor("account.capture", 10)));
    }

    @Test
    void a_step_that_no_order_should_come_to_is_found() {
        assertThatIllegalStateException().isThrownBy(() -> EngineBooks.check(9, 1, butFor("order.cancel", 1)));
    }

    @Test
    void orders_end_completed_rejected_or_cancelled() {
        assertThat(EngineBooks.ended(DONE)).isEqualTo(10);
        assertThat(EngineBooks.ended(butFor("order.cancel", 2))).isEqualTo(12);
    }
}
