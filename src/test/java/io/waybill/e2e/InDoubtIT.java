package io.waybill.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.doAnswer;

import io.waybill.account.AccountWorker;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.bean.override.mockito.MockitoSpyBean;

/**
 * A cancellation that comes while a worker is at a step: the engine interrupts the job and never undoes it, whether or
 * not the worker has committed (law 3).
 */
@EndToEndTest
class InDoubtIT {

    @LocalServerPort
    int port;

    @MockitoSpyBean
    AccountWorker worker;

    final CountDownLatch goOn = new CountDownLatch(1);
    final CountDownLatch done = new CountDownLatch(1);
    Caller waybill;
    String customer;
    long item;

    @BeforeEach
    void call() {
        waybill = new Caller(port);
        customer = waybill.customerWith(1_000);
        item = waybill.itemInStock(100, 1, 5);
    }

    @Test
    void what_a_step_held_before_it_was_interrupted_is_released() throws InterruptedException {
        doAnswer(reserve -> {
                    Object answer = reserve.callRealMethod();
                    goOn.await();
                    done.countDown();
                    return answer;
                })
                .when(worker)
                .reserve(anyString());
        String order = waybill.place(customer, item, 3);
        await().untilAsserted(() -> waybill.assertAccount(customer, 700, 300, 0));

        cancelAndLetGoOn(order);
    }

    @Test
    void a_step_that_comes_after_the_order_is_closed_is_refused() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        doAnswer(reserve -> {
                    begun.countDown();
                    goOn.await();
                    Object answer = reserve.callRealMethod();
                    done.countDown();
                    return answer;
                })
                .when(worker)
                .reserve(anyString());
        String order = waybill.place(customer, item, 3);
        begun.await();

        cancelAndLetGoOn(order);
    }

    private void cancelAndLetGoOn(String order) throws InterruptedException {
        assertThat(waybill.cancel(order)).isEqualTo(202);
        waybill.awaitStatus(order, "CANCELLED");
        assertNothingIsHeld();

        goOn.countDown();
        done.await();
        assertNothingIsHeld();
        assertThat(waybill.status(order)).isEqualTo("CANCELLED");
    }

    private void assertNothingIsHeld() {
        waybill.assertAccount(customer, 1_000, 0, 0);
        waybill.assertStock(item, 5, 0, 0);
    }
}
