package io.waybill.platform.engine.embedded.parking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.operaton.bpm.engine.OptimisticLockingException;
import org.springframework.transaction.PlatformTransactionManager;

class StretchesTest {

    private final PlatformTransactionManager transactions = mock();
    private final Stretches stretches = new Stretches(transactions);
    private final AtomicInteger tries = new AtomicInteger();

    @Test
    void who_loses_a_race_apart_from_a_process_tries_again() {
        String done = stretches.apart(() -> {
            if (tries.incrementAndGet() < 3) {
                throw new OptimisticLockingException("A timer has just fired");
            }
            return "deployed";
        });

        assertThat(done).isEqualTo("deployed");
        verify(transactions, times(2)).rollback(any());
        verify(transactions).commit(any());
    }

    @Test
    void another_failure_is_final() {
        assertThatThrownBy(() -> stretches.apart(() -> {
                    tries.incrementAndGet();
                    throw new IllegalStateException("No such thing");
                }))
                .hasMessage("No such thing");

        assertThat(tries).hasValue(1);
        verify(transactions, never()).commit(any());
    }
}
