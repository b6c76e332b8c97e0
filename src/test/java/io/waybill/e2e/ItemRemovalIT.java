package io.waybill.e2e;

import static io.waybill.Given.atOnce;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.JsonNode;

/** No accepted order loses an item while it is in progress. */
@EndToEndTest
class ItemRemovalIT {

    @LocalServerPort
    int port;

    Caller waybill;

    @BeforeEach
    void call() {
        waybill = new Caller(port);
    }

    @Test
    void an_item_stays_until_the_last_order_that_needs_it_has_ended() {
        long item = waybill.itemInStock(1, 1, 5);
        String order = waybill.place(waybill.customerWith(100), item, 2);

        ResponseEntity<JsonNode> refused = waybill.send(HttpMethod.DELETE, "/items/" + item, Map.of());
        assertThat(refused.getStatusCode().value()).isEqualTo(409);
        assertThat(refused.getBody().path("detail").stringValue()).contains("Open orders");

        waybill.accept(order, waybill.awaitOffer(order, 1));
        waybill.awaitStatus(order, "COMPLETED");
        assertThat(remove(item)).isEqualTo(204);
        assertThat(waybill.get("/orders/" + order)
                        .path("lines")
                        .get(0)
                        .path("itemName")
                        .stringValue())
                .isEqualTo("Item" + item);
    }

    @Test
    void what_is_left_in_stock_of_an_item_that_was_removed_can_be_written_off() {
        long item = waybill.itemInStock(1, 1, 5);
        assertThat(remove(item)).isEqualTo(204);

        waybill.assertStock(item, 5, 0, 0);
        waybill.send(HttpMethod.PUT, "/stock/" + item, Map.of("available", 0));
        waybill.assertStock(item, 0, 0, 0);
    }

    @Test
    void of_an_order_and_a_removal_at_once_one_is_refused() throws Exception {
        String customer = waybill.customerWith(1_000_000);
        List<String> placed = new ArrayList<>();
        for (int round = 0; round < 100; round++) {
            long item = waybill.itemInStock(1, 1, 5);
            List<Integer> answers = atOnce(List.of(
                    () -> {
                        ResponseEntity<JsonNode> answer =
                                waybill.send(HttpMethod.POST, "/orders", Caller.order(customer, item, 1));
                        if (answer.getStatusCode().value() == 202) {
                            placed.add(answer.getBody().path("id").stringValue());
                        }
                        return answer.getStatusCode().value();
                    },
                    () -> remove(item)));
            assertThat(answers).isIn(List.of(202, 409), List.of(422, 204));
        }
        placed.forEach(waybill::cancel);
    }

    private int remove(long item) {
        return waybill.send(HttpMethod.DELETE, "/items/" + item, Map.of())
                .getStatusCode()
                .value();
    }
}
