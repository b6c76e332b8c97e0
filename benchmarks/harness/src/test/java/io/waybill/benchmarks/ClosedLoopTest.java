package io.waybill.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class ClosedLoopTest {

    @AutoClose("shutdownNow")
    final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

    final AtomicLong begun = new AtomicLong();
    final AtomicLong ended = new AtomicLong();
    final AtomicLong most = new AtomicLong();

    @Test
    void has_no_more_orders_on_their_way_than_it_is_to_and_counts_those_that_end() {
        ClosedLoop.Throughput throughput =
                ClosedLoop.measure(new Slow(), Workload.COMMON, 10, 1, Duration.ofSeconds(2));

        assertThat(most).hasValue(10);
        // Ten at a time; each takes 200 ms and is seen to have ended up to 100 ms later: 33 to 50 a second.
        assertThat(throughput.perSecond()).isBetween(25.0, 55.0);
        assertThat(throughput.cpuSeconds()).containsOnlyKeys("me");
    }

    @Test
    void ends_what_it_has_begun() {
        ClosedLoop.warmUp(new Slow(), Workload.COMMON, 10, 30);

        assertThat(ended.get()).isEqualTo(begun.get()).isGreaterThanOrEqualTo(30);
    }

    @Test
    void waits_for_the_answer_to_an_order_that_has_ended_before_it() {
        AtomicLong answered = new AtomicLong();
        Contender answeringLast = new Slow() {
            @Override
            public void submit(NewOrder order) {
                begun.incrementAndGet();
                ended.incrementAndGet();
                try {
                    timer.schedule(answered::incrementAndGet, 200, TimeUnit.MILLISECONDS)
                            .get();
                } catch (InterruptedException | ExecutionException e) {
                    throw new IllegalStateException(e);
                }
            }
        };

        ClosedLoop.warmUp(answeringLast, Workload.COMMON, 4, 30);

        assertThat(answered.get()).isEqualTo(begun.get());
    }

    @Test
    void breaks_off_when_an_order_is_refused() {
        Contender refusing = new Slow() {
            @Override
            public void submit(NewOrder order) {
                throw new IllegalStateException("refused");
            }
        };

        assertThatThrownBy(() -> ClosedLoop.warmUp(refusing, Workload.COMMON, 10, 30))
                .hasRootCauseMessage("refused");
    }

    class Slow implements Contender {

        @Override
        public String name() {
            return "slow";
        }

        @Override
        public void submit(NewOrder order) {
            most.accumulateAndGet(begun.incrementAndGet() - ended.get(), Math::max);
            timer.schedule(ended::incrementAndGet, 200, TimeUnit.MILLISECONDS);
        }

        @Override
        public void beginCount() {
            // Each test counts from zero.
        }

        @Override
        public long ended() {
            return ended.get();
        }

        @Override
        public Map<String, Long> processes() {
            return Map.of("me", ProcessHandle.current().pid());
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
