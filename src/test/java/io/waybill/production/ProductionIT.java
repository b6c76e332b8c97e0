package io.waybill.production;

import static io.waybill.Given.anOrderOf;
import static io.waybill.Given.line;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.when;

import io.waybill.ModuleTest;
import io.waybill.core.GoodsProduced;
import io.waybill.core.ItemId;
import io.waybill.core.ItemUses;
import io.waybill.core.OrderId;
import io.waybill.core.PlacedOrder;
import io.waybill.core.PlacedOrders;
import io.waybill.core.queue.MalformedMessage;
import io.waybill.production.Production.Wanted;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.test.AssertablePublishedEvents;
import org.springframework.test.context.bean.override.mockito.MockitoBean;

@ModuleTest
class ProductionIT {

    static final ItemId ITEM_1 = new ItemId(1);
    static final ItemId ITEM_2 = new ItemId(2);

    @Autowired
    Production production;

    @Autowired
    ProductionResults results;

    @Autowired
    JdbcClient db;

    @MockitoBean
    ItemUses uses;

    @MockitoBean
    PlacedOrders orders;

    OrderId order;

    @BeforeEach
    void an_order() {
        PlacedOrder placed = anOrderOf(line(ITEM_1, 5), line(ITEM_2, 7));
        when(orders.get(placed.id())).thenReturn(placed);
        order = placed.id();
    }

    @Test
    void asks_each_factory_once_for_exactly_what_is_short() {
        List<Wanted> shortage = List.of(new Wanted(ITEM_1, 4), new Wanted(ITEM_2, 7));

        production.request(order, shortage);
        production.request(order, shortage);

        assertThat(requests()).containsExactly("1: 4 of factory 1, REQUESTED", "2: 7 of factory 2, REQUESTED");
    }

    @Test
    void is_finished_once_when_all_is_made(AssertablePublishedEvents events) {
        production.request(order, List.of(new Wanted(ITEM_1, 4), new Wanted(ITEM_2, 7)));

        production.made(order, ITEM_1);
        assertThat(events.ofType(ProductionFinished.class)).isEmpty();
        production.made(order, ITEM_2);
        production.made(order, ITEM_2);

        assertThat(events.ofType(ProductionFinished.class)).hasSize(1);
        assertThat(events.ofType(GoodsProduced.class))
                .containsExactly(new GoodsProduced(order, ITEM_1, 4), new GoodsProduced(order, ITEM_2, 7));
    }

    @Test
    void fails_once_when_something_cannot_be_made_and_still_takes_what_is(AssertablePublishedEvents events) {
        production.request(order, List.of(new Wanted(ITEM_1, 4), new Wanted(ITEM_2, 7)));

        production.failed(order, ITEM_1, "out of steel");
        production.failed(order, ITEM_1, "out of steel");
        production.made(order, ITEM_2);

        assertThat(events.ofType(ProductionFailed.class)).hasSize(1);
        assertThat(events.ofType(ProductionFinished.class)).isEmpty();
        assertThat(events.ofType(GoodsProduced.class)).containsExactly(new GoodsProduced(order, ITEM_2, 7));
    }

    @Test
    void asks_for_nothing_and_fails_if_an_item_has_left_the_catalogue(AssertablePublishedEvents events) {
        production.request(order, List.of(new Wanted(ITEM_1, 4), new Wanted(new ItemId(404), 1)));

        assertThat(events.ofType(ProductionFailed.class)).hasSize(1);
        assertThat(requests()).isEmpty();
    }

    @Test
    void what_is_finished_after_a_cancellation_is_taken_but_not_reported(AssertablePublishedEvents events) {
        production.request(order, List.of(new Wanted(ITEM_1, 4)));

        production.cancel(order);
        production.cancel(order);
        production.made(order, ITEM_1);

        assertThat(events.ofType(GoodsProduced.class)).hasSize(1);
        assertThat(events.ofType(ProductionFinished.class)).isEmpty();
    }

    @Test
    void a_request_that_comes_after_its_undo_asks_for_nothing() {
        production.cancel(order);

        production.request(order, List.of(new Wanted(ITEM_1, 4)));

        assertThat(requests()).isEmpty();
    }

    @Test
    void a_result_is_taken_from_the_queue(AssertablePublishedEvents events) {
        production.request(order, List.of(new Wanted(ITEM_1, 4)));

        results.take("""
                {"type":"production.finished","version":1,"id":"x","orderId":"%s","occurredAt":"2026-01-01T00:00:00Z",
                 "itemId":1,"quantity":4}""".formatted(order));

        assertThat(events.ofType(ProductionFinished.class)).hasSize(1);
    }

    @Test
    void results_that_make_no_sense_are_malformed() {
        for (String body : List.of(
                "",
                "no json",
                "[]",
                "{}",
                result("production.finished", 2, order.value()),
                result("production.invented", 1, order.value()),
                result("production.finished", 1, "no-order"),
                result("production.finished", 1, order.value()).replace("\"itemId\":1", "\"itemId\":null"),
                result("production.finished", 1, order.value()).replace("\"id\":\"x\",", ""),
                result("production.finished", 1, OrderId.next().value()))) {
            assertThatThrownBy(() -> results.take(body)).as(body).isInstanceOf(MalformedMessage.class);
        }
    }

    private static String result(String type, int version, String order) {
        return """
                {"type":"%s","version":%d,"id":"x","orderId":"%s","occurredAt":"2026-01-01T00:00:00Z","itemId":1}""".formatted(type, version, order);
    }

    private List<String> requests() {
        return List.copyOf(db.sql("""
                        select concat(item_id, ': ', quantity, ' of factory ', factory_id, ', ', status)
                        from production_request where order_id = ? order by item_id""").param(order.value()).query(String.class).list());
    }
}
