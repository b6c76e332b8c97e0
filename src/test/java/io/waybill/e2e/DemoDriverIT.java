package io.waybill.e2e;

import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

/** In the embedded default, orders complete by themselves. */
@EndToEndTest
@TestPropertySource(properties = "waybill.embedded.demo-driver=true")
class DemoDriverIT {

    @LocalServerPort
    int port;

    @Test
    void an_order_is_delivered_by_the_demo_driver() {
        Caller waybill = new Caller(port);
        String customer = waybill.customerWith(100);
        long item = waybill.itemInStock(100, 1, 1);

        waybill.awaitStatus(waybill.place(customer, item, 1), "COMPLETED");
    }
}
