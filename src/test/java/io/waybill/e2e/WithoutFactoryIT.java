package io.waybill.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** The factory is another program, at the other end of the queues. */
@EndToEndTest
@TestPropertySource(properties = "waybill.businesses=account,courier,race,shop")
class WithoutFactoryIT {

    @LocalServerPort
    int port;

    @Autowired
    ObjectProvider<DataSource> databases;

    @Test
    void orders_are_fulfilled_without_the_factorys_database() {
        Caller waybill = new Caller(port);
        String customer = waybill.customerWith(1_000);
        String order = waybill.place(customer, waybill.itemInStock(100, 1, 5), 2);

        waybill.accept(order, waybill.awaitOffer(order, 1));
        waybill.awaitStatus(order, "COMPLETED");

        waybill.assertAccount(customer, 800, 0, 200);
        assertThat(databases.stream()).hasSize(1);
        assertThat(waybill.get("/me").path("calls").valueStream().map(JsonNode::stringValue))
                .noneMatch(call -> call.contains("factories") || call.contains("production-log"));
    }
}
