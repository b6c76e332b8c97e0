package io.waybill.platform.engine.embedded;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.waybill.platform.engine.embedded.parking.Stretches;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.operaton.bpm.engine.OptimisticLockingException;
import org.operaton.bpm.engine.RuntimeService;
import org.springframework.jdbc.core.simple.JdbcClient;

class MessageDeliveryTest {

    private final KeptMessages kept = mock();
    private final Stretches stretches = mock();
    private final MessageDelivery messages =
            new MessageDelivery(mock(RuntimeService.class), mock(JdbcClient.class), kept, stretches);

    /** On the thread that hands over there is nobody who would catch it; it is found again within seconds. */
    @Test
    void a_kept_message_that_loses_every_race_keeps_no_other_from_being_handed_over() {
        when(kept.keptOf(any())).thenReturn(List.of("a/1", "b/1"));
        when(stretches.run(any())).thenThrow(new OptimisticLockingException("Somebody was faster"));

        assertThatCode(() -> messages.handOverKeptOf(Set.of("a/1", "b/1"))).doesNotThrowAnyException();

        verify(stretches, times(2)).run(any());
    }
}
