package io.waybill.shop.restock;

import static io.waybill.Given.anItem;
import static io.waybill.Given.atOnce;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waybill.ModuleTest;
import io.waybill.core.GoodsRestocked;
import io.waybill.core.ItemId;
import io.waybill.core.RestockAnswered;
import io.waybill.core.RestockId;
import io.waybill.platform.queue.MalformedMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.data.domain.PageRequest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.test.AssertablePublishedEvents;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ModuleTest
@TestPropertySource(properties = "waybill.restock.at-once=20")
class RestockingIT {

    @Autowired
    Restocking restocking;

    @Autowired
    RestockBooks books;

    @Autowired
    JdbcClient db;

    @Autowired
    ApplicationEventPublisher events;

    ItemId bolt;

    @BeforeEach
    void a_bolt_that_is_low() {
        bolt = itemWith(3, 5, 20);
    }

    /** Others look at all items, too. */
    @AfterEach
    void nothing_is_low() {
        db.sql("update item set reorder_level = null, reorder_target = null").update();
    }

    private ItemId itemWith(long available, long level, long target) {
        ItemId item = anItem();
        db.sql("""
                        insert into item (item_id, name, price, factory_id, version, reorder_level, reorder_target)
                        values (?, 'Bolt', 1, 7, 0, ?, ?)""").params(item.value(), level, target).update();
        db.sql("insert into stock (item_id, available, reserved, shipped) values (?, ?, 0, 0)")
                .params(item.value(), available)
                .update();
        return item;
    }

    private void available(long pieces) {
        db.sql("update stock set available = ? where item_id = ?")
                .params(pieces, bolt.value())
                .update();
    }

    private List<Restock> restocks(ItemId item) {
        return books.list(new RestockFilter(item.value(), null), "g", PageRequest.of(0, 100));
    }

    private Restock restock() {
        assertThat(restocks(bolt)).hasSize(1);
        return restocks(bolt).getFirst();
    }

    private void answered(Restock restock, @Nullable String failure) {
        events.publishEvent(new RestockAnswered(new RestockId(restock.id()), failure));
    }

    private void made(Restock restock) {
        answered(restock, null);
    }

    private void passed(Duration time) {
        db.sql("""
                        update restock set requested_at = requested_at - interval :seconds second,
                          closed_at = closed_at - interval :seconds second where item_id = :item""")
                .param("seconds", time.toSeconds())
                .param("item", bolt.value())
                .update();
    }

    @Test
    void asks_the_factory_for_what_is_missing_up_to_the_target() {
        assertThat(restocking.requestWhatIsLow()).isEqualTo(1);

        Restock restock = restock();
        assertThat(restock.quantity()).isEqualTo(17);
        assertThat(restock.factoryId()).isEqualTo(7);
        assertThat(restock.status()).isEqualTo(RestockStatus.REQUESTED);
        JsonNode message = JsonMapper.shared()
                .readTree(JsonMapper.shared()
                        .readTree(db.sql("select task_data from scheduled_tasks where task_instance = ?")
                                .param("production.requested:%s:%s".formatted(restock.id(), bolt))
                                .query(byte[].class)
                                .single())
                        .path("body")
                        .stringValue());
        assertThat(message.path("type").stringValue()).isEqualTo("production.requested");
        assertThat(message.path("restockId").stringValue()).isEqualTo(restock.id());
        assertThat(message.has("orderId")).isFalse();
        assertThat(message.path("requester").stringValue()).isEqualTo("restock");
        assertThat(message.path("quantity").longValue()).isEqualTo(17);
    }

    @Test
    void what_is_at_its_level_or_has_none_is_left_alone() {
        available(5);

        assertThat(restocking.requestWhatIsLow()).isZero();

        available(0);
        db.sql("update item set reorder_level = null, reorder_target = null").update();
        assertThat(restocking.requestWhatIsLow()).isZero();
    }

    @Test
    void what_was_never_in_stock_is_low() {
        db.sql("delete from stock where item_id = ?").param(bolt.value()).update();

        assertThat(restocking.requestWhatIsLow()).isEqualTo(1);

        assertThat(restock().quantity()).isEqualTo(20);
    }

    @Test
    void asks_once_while_the_last_restock_is_under_way() {
        restocking.requestWhatIsLow();
        available(1);

        assertThat(restocking.requestWhatIsLow()).isZero();

        restock();
    }

    @Test
    void replicas_that_look_at_the_same_time_ask_once() throws Exception {
        List<ItemId> items =
                LongStream.range(0, 9).mapToObj(i -> itemWith(0, 1, 1)).toList();

        List<Integer> requested = atOnce(Collections.nCopies(4, (Callable<Integer>) restocking::requestWhatIsLow));

        assertThat(requested.stream().mapToInt(one -> one).sum()).isEqualTo(10);
        assertThat(items).allSatisfy(item -> assertThat(restocks(item)).hasSize(1));
    }

    @Test
    void a_replica_that_looked_long_ago_adds_nothing_that_is_there_by_now() {
        Instant longAgo = Instant.EPOCH;
        List<Long> low = books.low(longAgo, 100);
        restocking.requestWhatIsLow();
        made(restock());
        available(20);

        assertThat(low).contains(bolt.value());
        assertThat(books.add(low, longAgo, Instant.now())).isEmpty();
    }

    @Test
    void many_items_are_restocked_in_several_looks() {
        LongStream.range(0, 24).forEach(i -> itemWith(0, 1, 1));

        assertThat(restocking.requestWhatIsLow()).isEqualTo(20);
        assertThat(restocking.requestWhatIsLow()).isEqualTo(5);
        assertThat(restocking.requestWhatIsLow()).isZero();
    }

    @Test
    void what_was_made_goes_to_stock_once(AssertablePublishedEvents published) {
        restocking.requestWhatIsLow();

        made(restock());
        made(restock());

        assertThat(restock().status()).isEqualTo(RestockStatus.MADE);
        assertThat(restock().closedAt()).isNotNull();
        assertThat(published.ofType(GoodsRestocked.class))
                .containsExactly(new GoodsRestocked(new RestockId(restock().id()), bolt, 17));
        assertThat(restocking.requestWhatIsLow())
                .as("the stock is not told in this test")
                .isEqualTo(1);
    }

    @Test
    void a_restock_that_failed_is_asked_for_again_some_time_later(AssertablePublishedEvents published) {
        restocking.requestWhatIsLow();

        answered(restock(), "there is no factory 7");

        assertThat(restock().status()).isEqualTo(RestockStatus.FAILED);
        assertThat(restock().reason()).isEqualTo("there is no factory 7");
        assertThat(restocking.requestWhatIsLow()).isZero();
        passed(Duration.ofMinutes(9));
        assertThat(restocking.requestWhatIsLow()).isZero();
        passed(Duration.ofMinutes(1));
        assertThat(restocking.requestWhatIsLow()).isEqualTo(1);
        assertThat(restocks(bolt)).hasSize(2);
        assertThat(published.ofType(GoodsRestocked.class)).isEmpty();
    }

    @Test
    void a_factory_that_does_not_answer_is_asked_again_and_what_it_makes_late_goes_to_stock_all_the_same(
            AssertablePublishedEvents published) {
        restocking.requestWhatIsLow();
        Restock late = restock();
        passed(Duration.ofHours(23));
        restocking.requestWhatIsLow();
        assertThat(restock().status()).isEqualTo(RestockStatus.REQUESTED);

        passed(Duration.ofHours(1));
        assertThat(restocking.requestWhatIsLow()).isZero();
        assertThat(restock().reason()).isEqualTo("The factory did not answer");
        passed(Duration.ofMinutes(10));
        assertThat(restocking.requestWhatIsLow()).isEqualTo(1);

        answered(late, "too late to fail");
        made(late);
        made(late);

        assertThat(restocks(bolt))
                .extracting(Restock::status)
                .containsExactly(RestockStatus.REQUESTED, RestockStatus.MADE);
        assertThat(published.ofType(GoodsRestocked.class)).hasSize(1);
    }

    @Test
    void an_answer_that_nobody_asked_for_is_malformed() {
        assertThatThrownBy(() -> events.publishEvent(new RestockAnswered(RestockId.next(), null)))
                .isInstanceOf(MalformedMessage.class);
    }
}
