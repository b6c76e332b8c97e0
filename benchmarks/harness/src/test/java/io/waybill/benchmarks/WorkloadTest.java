package io.waybill.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WorkloadTest {

    static List<String> orders(Workload workload, long seed) {
        return Stream.generate(workload.orders(seed))
                .limit(10_000)
                .map(NewOrder::json)
                .toList();
    }

    @Test
    void every_contender_has_the_same_orders_and_every_round_others() {
        assertThat(orders(Workload.COMMON, 1))
                .isEqualTo(orders(Workload.COMMON, 1))
                .isNotEqualTo(orders(Workload.COMMON, 2));
    }

    @Test
    void so_many_are_poor_or_short_as_it_says() {
        assertThat(orders(Workload.MIXED, 1).stream().filter(order -> order.contains("\"P-")))
                .hasSizeBetween(1_800, 2_200);
        assertThat(orders(Workload.SHORT, 1).stream().filter(order -> order.contains("\"itemId\":5")))
                .hasSizeBetween(2_800, 3_200);
    }
}
