package io.waybill.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.doAnswer;

import io.waybill.account.AccountWorker;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.bean.override.mockito.MockitoSpyBean;

/**
 * A cancellation that comes while an order's first steps run. On the embedded engine they commit together with the
 * engine's record of them, so none is ever in doubt: the cancellation waits for them and undoes them (law 3).
 */
@EndToEndTest
class FirstStretchIT {

    @LocalServerPort
    int port;

    @MockitoSpyBean
    AccountWorker worker;

    @Test
    void a_cancellation_that_comes_while_the_first_steps_run_undoes_them_all() throws InterruptedException {
        Caller waybill = new Caller(port);
        String customer = waybill.customerWith(1_000);
        long item = waybill.itemInStock(100, 1, 5);
        CountDownLatch reserved = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        doAnswer(reserve -> {
                    Object answer = reserve.callRealMethod();
                    reserved.countDown();
                    goOn.await();
                    return answer;
                })
                .when(worker)
                .reserve(anyString());
        String order = waybill.place(customer, item, 3);
        reserved.await();
        waybill.assertAccount(customer, 1_000, 0, 0);

        assertThat(waybill.cancel(order)).isEqualTo(202);
        goOn.countDown();

        waybill.awaitStatus(order, "CANCELLED");
        waybill.assertAccount(customer, 1_000, 0, 0);
        waybill.assertStock(item, 5, 0, 0);
        assertThat(waybill.get("/orders/" + order).path("timeline").valueStream())
                .filteredOn(entry -> entry.path("outcome").stringValue().equals("UNDONE"))
                .extracting(entry -> entry.path("step").stringValue())
                .contains("account.release", "stock.release");
    }
}
