package io.waybill.platform.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.waybill.core.StepTaken.Outcome;
import io.waybill.core.Subject;
import io.waybill.platform.process.BusinessProcess;
import io.waybill.platform.process.Processes;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FollowersTest {

    private final Processes processes = mock();
    private final Followers followers = new Followers(mock(), processes);

    @ParameterizedTest
    @CsvSource({"order.complete, DONE, true", "order.complete, STUCK, false", "order.commit, DONE, false"})
    void a_subject_is_followed_until_its_last_step_is_done(String step, Outcome outcome, boolean isLast) {
        Subject order = new Subject("order-fulfilment", "1");
        BusinessProcess fulfilment = mock();
        when(fulfilment.lastSteps()).thenReturn(Set.of("order.complete", "order.cancel"));
        when(processes.of(order)).thenReturn(fulfilment);

        assertThat(followers.isLast(order, new TimelineEntry(1, Instant.EPOCH, step, outcome, null)))
                .isEqualTo(isLast);
    }
}
