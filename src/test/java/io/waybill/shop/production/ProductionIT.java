package io.waybill.shop.production;

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
import io.waybill.core.Stalled;
import io.waybill.core.StepTaken;
import io.waybill.platform.queue.MalformedMessage;
import io.waybill.shop.production.Production.Wanted;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.test.AssertablePublishedEvents;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.transaction.support.TransactionTemplate;

@ModuleTest
class ProductionIT {

    static final ItemId ITEM_1 = new ItemId(1);
    static final ItemId ITEM_2 = new ItemId(2);
    static final Part SEOUL = new Part("seoul");
    static final Part BUSAN = new Part("busan");
    static final List<Wanted> FOUR_OF_ITEM_1 = List.of(new Wanted(ITEM_1, 4));
    static final List<Wanted> SEVEN_OF_ITEM_2 = List.of(new Wanted(ITEM_2, 7));

    @Autowired
    Participants participants;

    @Autowired
    Production production;

    @Autowired
    ProductionResults results;

    @Autowired
    JdbcClient db;

    @Autowired
    ApplicationEventPublisher publisher;

    @Autowired
    TransactionTemplate transaction;

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

        production.request(order, Part.WHOLE, shortage);
        production.request(order, Part.WHOLE, shortage);

        assertThat(requests()).containsExactly("1: 4 of factory 1, REQUESTED", "2: 7 of factory 2, REQUESTED");
    }

    @Test
    void is_finished_once_when_all_is_made(AssertablePublishedEvents events) {
        production.request(order, Part.WHOLE, List.of(new Wanted(ITEM_1, 4), new Wanted(ITEM_2, 7)));

        production.made(order, ITEM_1);
        assertThat(events.ofType(ProductionFinished.class)).isEmpty();
        production.made(order, ITEM_2);
        production.made(order, ITEM_2);

        assertThat(events.ofType(ProductionFinished.class)).hasSize(1);
        assertThat(events.ofType(GoodsProduced.class))
                .containsExactly(new GoodsProduced(order, ITEM_1, 4), new GoodsProduced(order, ITEM_2, 7));
    }

    @Test
    void fails_once_when_something_cannot_be_made_and_still_takes_what_is_made(AssertablePublishedEvents events) {
        production.request(order, Part.WHOLE, List.of(new Wanted(ITEM_1, 4), new Wanted(ITEM_2, 7)));

        production.failed(order, ITEM_1, "out of steel");
        production.failed(order, ITEM_1, "out of steel");
        production.made(order, ITEM_2);

        assertThat(events.ofType(ProductionFailed.class)).hasSize(1);
        assertThat(events.ofType(ProductionFinished.class)).isEmpty();
        assertThat(events.ofType(GoodsProduced.class)).containsExactly(new GoodsProduced(order, ITEM_2, 7));
    }

    @Test
    void requests_nothing_and_fails_if_an_item_is_no_longer_in_the_catalogue(AssertablePublishedEvents events) {
        production.request(order, Part.WHOLE, List.of(new Wanted(ITEM_1, 4), new Wanted(new ItemId(404), 1)));

        assertThat(events.ofType(ProductionFailed.class)).hasSize(1);
        assertThat(requests()).isEmpty();
    }

    @Test
    void what_is_finished_after_a_cancellation_is_taken_but_not_reported(AssertablePublishedEvents events) {
        production.request(order, Part.WHOLE, List.of(new Wanted(ITEM_1, 4)));

        production.cancel(order, Part.WHOLE);
        production.cancel(order, Part.WHOLE);
        production.made(order, ITEM_1);

        assertThat(events.ofType(GoodsProduced.class)).hasSize(1);
        assertThat(events.ofType(ProductionFinished.class)).isEmpty();
    }

    @Test
    void a_request_that_comes_after_its_undo_asks_for_nothing() {
        production.cancel(order, Part.WHOLE);

        production.request(order, Part.WHOLE, List.of(new Wanted(ITEM_1, 4)));

        assertThat(requests()).isEmpty();
    }

    @Test
    void a_request_for_nothing_is_finished_at_once(AssertablePublishedEvents events) {
        production.request(order, Part.WHOLE, List.of());
        production.request(order, SEOUL, List.of());

        assertThat(events.ofType(ProductionFinished.class)).containsExactly(new ProductionFinished(order, ""));
        assertThat(events.ofType(ProductionFailed.class)).containsExactly(new ProductionFailed(order, "seoul"));
    }

    @Test
    void each_part_is_asked_for_once_and_finished_by_itself(AssertablePublishedEvents events) {
        production.request(order, SEOUL, FOUR_OF_ITEM_1);
        production.request(order, BUSAN, SEVEN_OF_ITEM_2);
        production.request(order, SEOUL, SEVEN_OF_ITEM_2);

        assertThat(requests()).containsExactly("1: 4 of factory 1, REQUESTED", "2: 7 of factory 2, REQUESTED");
        production.made(order, ITEM_2);
        assertThat(events.ofType(ProductionFinished.class)).containsExactly(new ProductionFinished(order, "busan"));
        production.made(order, ITEM_1);
        production.made(order, ITEM_1);
        assertThat(events.ofType(ProductionFinished.class))
                .containsExactly(new ProductionFinished(order, "busan"), new ProductionFinished(order, "seoul"));
        assertThat(events.ofType(GoodsProduced.class))
                .containsExactly(new GoodsProduced(order, ITEM_2, 7), new GoodsProduced(order, ITEM_1, 4));
    }

    @Test
    void parts_that_are_asked_for_at_the_same_time_are_both_made() throws Exception {
        List<Part> parts =
                IntStream.range(0, 6).mapToObj(i -> new Part("p" + i)).toList();

        atOnce(parts.stream()
                .<Callable<Boolean>>map(part -> () -> {
                    production.request(order, part, List.of());
                    return true;
                })
                .toList());

        assertThat(parts()).hasSize(6).allMatch(part -> part.endsWith("FINISHED"));
    }

    @Test
    void one_part_fails_and_the_other_goes_on(AssertablePublishedEvents events) {
        production.request(order, SEOUL, FOUR_OF_ITEM_1);
        production.request(order, BUSAN, SEVEN_OF_ITEM_2);

        production.failed(order, ITEM_1, "out of steel");
        production.made(order, ITEM_2);

        assertThat(events.ofType(ProductionFailed.class)).containsExactly(new ProductionFailed(order, "seoul"));
        assertThat(events.ofType(ProductionFinished.class)).containsExactly(new ProductionFinished(order, "busan"));
    }

    @Test
    void an_undo_affects_only_its_part(AssertablePublishedEvents events) {
        production.request(order, SEOUL, FOUR_OF_ITEM_1);
        production.request(order, BUSAN, SEVEN_OF_ITEM_2);

        production.cancel(order, SEOUL);
        production.made(order, ITEM_1);
        production.made(order, ITEM_2);

        assertThat(events.ofType(GoodsProduced.class)).hasSize(2);
        assertThat(events.ofType(ProductionFinished.class)).containsExactly(new ProductionFinished(order, "busan"));
        assertThat(parts()).containsExactly("busan FINISHED", "seoul CLOSED");
    }

    @Test
    void a_part_that_is_undone_before_it_is_asked_for_is_refused_and_the_other_is_not() {
        production.cancel(order, SEOUL);

        production.request(order, SEOUL, FOUR_OF_ITEM_1);
        production.request(order, BUSAN, SEVEN_OF_ITEM_2);

        assertThat(requests()).containsExactly("2: 7 of factory 2, REQUESTED");
    }

    @Test
    void no_more_parts_of_a_closed_order_are_requested() {
        production.request(order, SEOUL, FOUR_OF_ITEM_1);

        transaction.executeWithoutResult(status -> participants.close(order.subject()));
        production.request(order, BUSAN, SEVEN_OF_ITEM_2);

        assertThat(requests()).containsExactly("1: 4 of factory 1, REQUESTED");
        assertThat(parts()).containsExactly("seoul CLOSED");
    }

    @Test
    void no_part_of_an_order_that_was_already_closed_is_requested() {
        transaction.executeWithoutResult(status -> participants.close(order.subject()));

        production.request(order, BUSAN, SEVEN_OF_ITEM_2);

        assertThat(requests()).isEmpty();
        assertThat(parts()).isEmpty();
    }

    /** A part that is requested while the order is being closed is either closed with it or refused. */
    @Test
    void a_closing_that_races_with_parts_leaves_none_open() throws Exception {
        for (int round = 0; round < 10; round++) {
            PlacedOrder placed = anOrderOf(line(ITEM_1, 5), line(ITEM_2, 7));
            when(orders.get(placed.id())).thenReturn(placed);
            order = placed.id();
            atOnce(List.of(
                    tried(() -> production.request(order, SEOUL, FOUR_OF_ITEM_1)),
                    tried(() -> production.request(order, BUSAN, SEVEN_OF_ITEM_2)),
                    tried(() -> transaction.executeWithoutResult(status -> participants.close(order.subject())))));

            assertThat(parts()).allMatch(part -> part.endsWith(" CLOSED"));
            assertThat(whole()).isEqualTo("CLOSED");
        }
    }

    /** Retries, as the engine does with jobs and the outbox with messages. */
    private static Callable<Boolean> tried(Runnable step) {
        return () -> {
            while (true) {
                try {
                    step.run();
                    return true;
                } catch (TransientDataAccessException | DataIntegrityViolationException again) {
                    Thread.onSpinWait();
                }
            }
        };
    }

    @Test
    void no_item_is_asked_for_by_two_parts(AssertablePublishedEvents events) {
        production.request(order, SEOUL, FOUR_OF_ITEM_1);

        production.request(order, BUSAN, FOUR_OF_ITEM_1);
        production.request(order, BUSAN, FOUR_OF_ITEM_1);

        assertThat(requests()).containsExactly("1: 4 of factory 1, REQUESTED");
        assertThat(events.ofType(ProductionFailed.class)).containsExactly(new ProductionFailed(order, "busan"));
        assertThat(events.ofType(StepTaken.class))
                .filteredOn(step -> step.outcome() == StepTaken.Outcome.FAILED)
                .extracting(StepTaken::detail)
                .containsExactly("Item 1 was already requested (busan)");
    }

    @Test
    void no_part_is_requested_in_addition_to_the_whole(AssertablePublishedEvents events) {
        production.request(order, Part.WHOLE, FOUR_OF_ITEM_1);

        production.request(order, BUSAN, SEVEN_OF_ITEM_2);

        assertThat(requests()).hasSize(1);
        assertThat(events.ofType(ProductionFailed.class)).containsExactly(new ProductionFailed(order, "busan"));
    }

    @Test
    void the_whole_is_not_requested_in_addition_to_a_part(AssertablePublishedEvents events) {
        production.request(order, BUSAN, SEVEN_OF_ITEM_2);

        production.request(order, Part.WHOLE, FOUR_OF_ITEM_1);
        production.request(order, Part.WHOLE, FOUR_OF_ITEM_1);

        assertThat(requests()).hasSize(1);
        assertThat(events.ofType(ProductionFailed.class)).containsExactly(new ProductionFailed(order, ""));
    }

    @Test
    void a_stalled_order_is_sent_the_result_of_each_part_again(AssertablePublishedEvents events) {
        production.request(order, SEOUL, FOUR_OF_ITEM_1);
        production.request(order, BUSAN, SEVEN_OF_ITEM_2);
        production.request(order, new Part("usan"), List.of());
        production.failed(order, ITEM_1, "out of steel");

        transaction.executeWithoutResult(status -> publisher.publishEvent(new Stalled(order.subject())));

        assertThat(events.ofType(ProductionFailed.class)).hasSize(2).containsOnly(new ProductionFailed(order, "seoul"));
        assertThat(events.ofType(ProductionFinished.class))
                .hasSize(2)
                .containsOnly(new ProductionFinished(order, "usan"));
    }

    @Test
    void the_name_of_a_part_is_short_and_plain() {
        assertThat(Part.of(null)).isEqualTo(Part.of("")).isEqualTo(Part.WHOLE);
        assertThat(Part.of("Factory 7, east").isWhole()).isFalse();
        for (String name : List.of("x".repeat(41), "서울", "a\nb")) {
            assertThatThrownBy(() -> Part.of(name)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void a_result_is_taken_from_the_queue(AssertablePublishedEvents events) {
        production.request(order, Part.WHOLE, List.of(new Wanted(ITEM_1, 4)));

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

    private List<String> parts() {
        return List.copyOf(
                db.sql("select concat(part, ' ', status) from production_part where order_id = ? order by part")
                        .param(order.value())
                        .query(String.class)
                        .list());
    }

    private String whole() {
        return db.sql("select status from production_order where order_id = ?")
                .param(order.value())
                .query(String.class)
                .single();
    }
}
