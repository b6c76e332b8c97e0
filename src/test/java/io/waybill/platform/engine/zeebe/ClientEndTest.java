package io.waybill.platform.engine.zeebe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.ClientException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ClientEndTest {

    final CamundaClient camunda = mock();

    @Test
    @Timeout(20)
    void a_client_that_hangs_is_interrupted_after_a_while() throws Exception {
        CountDownLatch interrupted = new CountDownLatch(1);
        doAnswer(close -> {
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException e) {
                        interrupted.countDown();
                    }
                    return null;
                })
                .when(camunda)
                .close();

        new ClientEnd(camunda, Duration.ofMillis(100)).destroy();

        assertThat(interrupted.await(5, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void a_client_that_fails_to_close_does_not_fail_the_shutdown() {
        doThrow(new ClientException("Timed out")).when(camunda).close();

        assertThatCode(new ClientEnd(camunda, Duration.ofSeconds(5))::destroy).doesNotThrowAnyException();
    }
}
