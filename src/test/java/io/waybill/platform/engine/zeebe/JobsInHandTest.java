package io.waybill.platform.engine.zeebe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.mockito.Mockito.mock;

import io.camunda.client.api.worker.JobHandler;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;

class JobsInHandTest {

    static final Executor THREADS = Thread::startVirtualThread;

    final JobsInHand jobs = new JobsInHand();

    @Test
    void what_is_begun_is_finished_and_what_is_not_is_handed_back() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        JobHandler handler = jobs.guard((engine, job) -> {
            begun.countDown();
            mayEnd.await();
        });
        CompletableFuture<Void> first = handle(handler);
        begun.await();

        CompletableFuture<Void> stopped = CompletableFuture.runAsync(jobs::stop, THREADS);
        await().untilAsserted(() -> assertThatThrownBy(
                        () -> jobs.guard((engine, job) -> {}).handle(mock(), mock()))
                .isInstanceOf(HandedBack.class));
        assertThat(stopped).isNotDone();
        mayEnd.countDown();

        stopped.join();
        first.join();
        assertThatThrownBy(() -> handler.handle(mock(), mock())).isInstanceOf(HandedBack.class);
    }

    private static CompletableFuture<Void> handle(JobHandler handler) {
        return CompletableFuture.runAsync(
                () -> {
                    try {
                        handler.handle(mock(), mock());
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                },
                THREADS);
    }
}
