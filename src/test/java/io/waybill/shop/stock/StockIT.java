package io.waybill.shop.stock;

import static io.waybill.Given.anItem;
import static io.waybill.Given.anOrderOf;
import static io.waybill.Given.atOnce;
import static io.waybill.Given.line;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.when;

import io.waybill.ModuleTest;
import io.waybill.core.GoodsProduced;
import io.waybill.core.ItemId;
import io.waybill.core.ItemUses;
import io.waybill.core.OrderId;
import io.waybill.core.Participants;
import io.waybill.core.PlacedOrder;
import io.waybill.core.PlacedOrders;
import io.waybill.core.refusal.Precondition;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.transaction.support.TransactionTemplate;

@ModuleTest
class StockIT {

    @Autowired
    Participants participants;

    @Autowired
    Stock stock;

    @Autowired
    JdbcClient db;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    TransactionTemplate transaction;

    @MockitoBean
    ItemUses uses;

    @MockitoBean
    PlacedOrders orders;

    ItemId bolt;
    ItemId nut;

    @BeforeEach
    void ten_bolts_and_one_nut() {
        bolt = anItem();
        nut = anItem();
        stock.setAvailable(bolt, 10, Precondition.NONE);
        stock.setAvailable(nut, 1, Precondition.NONE);
    }

    @AfterEach
    void every_piece_is_somewhere() {
        Stream.of(bolt, nut).forEach(item -> {
            StockLevel level = stock.find(item).orElseThrow();
            long entered = db.sql("select sum(quantity) from stock_entry where item_id = ?")
                    .param(item.value())
                    .query(Long.class)
                    .single();
            assertThat(level.available() + level.reserved() + level.shipped()).isEqualTo(entered);
        });
    }

    @Test
    void reserves_once_however_often_it_is_asked_to() {
        OrderId order = placed(line(bolt, 4));

        assertThat(stock.reserve(order)).isEmpty();
        assertThat(stock.reserve(order)).isEmpty();

        assertLevel(bolt, 6, 4, 0);
    }

    @Test
    void reserves_once_when_the_same_job_runs_at_several_workers_at_once() throws Exception {
        OrderId order = placed(line(bolt, 4), line(nut, 3));

        assertThat(atOnce(Collections.nCopies(4, () -> stock.reserve(order))))
                .containsOnly(List.of(new Missing(nut.value(), 2, 0)));

        assertLevel(bolt, 6, 4, 0);
        assertLevel(nut, 0, 1, 0);
    }

    @Test
    void reserves_what_there_is_and_reports_exactly_what_is_short() {
        OrderId order = placed(line(bolt, 4), line(nut, 5));

        assertThat(stock.reserve(order)).containsExactly(new Missing(nut.value(), 4, 0));
        assertThat(stock.reserve(order)).containsExactly(new Missing(nut.value(), 4, 0));

        assertLevel(bolt, 6, 4, 0);
        assertLevel(nut, 0, 1, 0);
    }

    @Test
    void reports_which_factory_makes_what_is_short() {
        db.sql("insert into item (item_id, name, price, factory_id, version) values (?, 'Bolt', 1, 7, 0)")
                .param(bolt.value())
                .update();
        OrderId order = placed(line(bolt, 11), line(nut, 2));

        List<Missing> shortage = stock.reserve(order);

        assertThat(shortage).containsExactly(new Missing(bolt.value(), 1, 7), new Missing(nut.value(), 1, 0));
        assertThat(stock.reserve(order)).isEqualTo(shortage);
    }

    @Test
    void an_item_that_was_never_in_stock_is_short() {
        ItemId unseen = anItem();

        OrderId order = placed(line(unseen, 2));

        assertThat(stock.reserve(order)).containsExactly(new Missing(unseen.value(), 2, 0));
        close(order);

        assertThat(stock.find(unseen)).isEmpty();
    }

    @Test
    void gives_back_what_is_reserved_once() {
        OrderId order = placed(line(bolt, 4), line(nut, 5));
        stock.reserve(order);

        stock.release(order);
        stock.release(order);

        assertLevel(bolt, 10, 0, 0);
        assertLevel(nut, 1, 0, 0);
    }

    @Test
    void a_step_that_comes_after_its_undo_is_refused() {
        OrderId order = placed(line(bolt, 4));

        stock.release(order);

        assertThat(stock.reserve(order)).isEmpty();
        assertLevel(bolt, 10, 0, 0);
    }

    @Test
    void orders_that_race_for_the_last_piece_never_get_more_than_there_is() throws Exception {
        List<Callable<List<Missing>>> reservations = IntStream.range(0, 8)
                .mapToObj(i -> placed(line(bolt, 3), line(nut, 1)))
                .map(order -> (Callable<List<Missing>>) () -> stock.reserve(order))
                .toList();

        List<List<Missing>> shortages = atOnce(reservations);

        assertThat(shortages.stream().filter(List::isEmpty).count()).isLessThanOrEqualTo(1);
        assertThat(pieces(shortages, bolt)).isEqualTo(8 * 3 - 10);
        assertThat(pieces(shortages, nut)).isEqualTo(8 - 1);
        assertLevel(bolt, 0, 10, 0);
        assertLevel(nut, 0, 1, 0);
    }

    @Test
    void goods_made_for_an_order_are_its_own() {
        OrderId order = placed(line(nut, 3));
        OrderId greedy = placed(line(nut, 9));
        stock.reserve(order);

        produced(order, nut, 2);
        assertThat(stock.reserve(greedy)).containsExactly(new Missing(nut.value(), 9, 0));
        stock.receive(order);
        stock.receive(order);

        assertThat(stock.reserve(order)).isEmpty();
        assertLevel(nut, 0, 3, 0);
    }

    @Test
    void goods_are_taken_in_when_all_are_there() {
        OrderId order = placed(line(bolt, 11), line(nut, 3));
        stock.reserve(order);
        produced(order, nut, 2);

        assertThatThrownBy(() -> stock.receive(order)).hasMessageContaining("Short of 1 of item " + bolt);
        assertLevel(nut, 0, 1, 0);
        produced(order, bolt, 1);
        stock.receive(order);

        assertLevel(nut, 0, 3, 0);
        assertLevel(bolt, 0, 11, 0);
    }

    @Test
    void goods_made_for_an_order_that_was_closed_before_it_took_them_are_free_stock() {
        OrderId order = placed(line(nut, 3));
        stock.reserve(order);
        produced(order, nut, 2);

        close(order);
        stock.receive(order);

        assertLevel(nut, 3, 0, 0);
    }

    @Test
    void goods_that_are_finished_after_the_order_was_closed_are_free_stock() {
        OrderId order = placed(line(nut, 3));
        stock.reserve(order);
        close(order);

        produced(order, nut, 2);

        assertLevel(nut, 3, 0, 0);
    }

    @Test
    void received_goods_are_given_back_with_the_rest() {
        OrderId order = placed(line(nut, 3));
        stock.reserve(order);
        produced(order, nut, 2);
        stock.receive(order);

        stock.release(order);

        assertLevel(nut, 3, 0, 0);
    }

    @Test
    void ships_what_is_reserved_once() {
        OrderId order = placed(line(bolt, 4), line(nut, 1));
        stock.reserve(order);

        stock.ship(order);
        stock.ship(order);
        stock.release(order);

        assertLevel(bolt, 6, 0, 4);
        assertLevel(nut, 0, 0, 1);
    }

    @Test
    void ships_nothing_that_is_short() {
        OrderId order = placed(line(nut, 3));
        stock.reserve(order);

        assertThatThrownBy(() -> stock.ship(order)).isInstanceOf(IllegalStateException.class);
        assertLevel(nut, 0, 1, 0);
    }

    @Test
    void a_closing_that_races_with_the_step_leaves_nothing_reserved() throws Exception {
        for (int i = 0; i < 20; i++) {
            OrderId order = placed(line(bolt, 4), line(nut, 1));
            atOnce(List.<Callable<Object>>of(() -> stock.reserve(order), () -> {
                close(order);
                return "closed";
            }));
            assertLevel(bolt, 10, 0, 0);
            assertLevel(nut, 1, 0, 0);
        }
    }

    private OrderId placed(PlacedOrder.Line... lines) {
        PlacedOrder order = anOrderOf(lines);
        when(orders.get(order.id())).thenReturn(order);
        return order.id();
    }

    private void produced(OrderId order, ItemId item, long quantity) {
        transaction.executeWithoutResult(status -> events.publishEvent(new GoodsProduced(order, item, quantity)));
    }

    private void close(OrderId order) {
        transaction.executeWithoutResult(status -> participants.close(order.subject()));
    }

    private static long pieces(List<List<Missing>> shortages, ItemId item) {
        return shortages.stream()
                .flatMap(List::stream)
                .filter(missing -> missing.itemId() == item.value())
                .mapToLong(Missing::quantity)
                .sum();
    }

    private void assertLevel(ItemId item, long available, long reserved, long shipped) {
        assertThat(stock.find(item)).contains(new StockLevel(item.value(), available, reserved, shipped));
    }
}
