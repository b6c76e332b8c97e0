package io.waybill.platform.engine.zeebe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;

class AnswersKeptBackTest {

    final List<String> sent = new ArrayList<>();
    final ScheduledExecutorService executor = mock();
    final AnswersKeptBack answers = new AnswersKeptBack(executor);

    @Test
    void an_answer_is_sent_after_its_wait() {
        answers.start();
        answers.send(() -> sent.add("A"), Duration.ofSeconds(2));
        assertThat(sent).isEmpty();

        waited(2000).run();
        assertThat(sent).containsExactly("A");
    }

    @Test
    void what_waits_when_the_replica_stops_is_sent_at_once_and_once() {
        answers.start();
        answers.send(() -> sent.add("A"), Duration.ofSeconds(2));

        answers.stop();
        assertThat(sent).containsExactly("A");

        waited(2000).run();
        assertThat(sent).containsExactly("A");
    }

    @Test
    void what_comes_when_the_replica_has_stopped_is_sent_at_once() {
        answers.start();
        answers.stop();

        answers.send(() -> sent.add("A"), Duration.ofSeconds(2));

        assertThat(sent).containsExactly("A");
    }

    private Runnable waited(long millis) {
        ArgumentCaptor<Runnable> later = ArgumentCaptor.forClass(Runnable.class);
        verify(executor).schedule(later.capture(), eq(millis), any(TimeUnit.class));
        return later.getValue();
    }
}
