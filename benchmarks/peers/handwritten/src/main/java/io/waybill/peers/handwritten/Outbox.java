package io.waybill.peers.handwritten;

import io.waybill.peers.shop.OrderEvents;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The messages that are still to be sent. */
@Repository
class Outbox {

    private final JdbcClient db;
    private final JdbcTemplate batches;
    private final OrderEvents events;
    private final Bell bell = new Bell();

    Outbox(JdbcTemplate db, OrderEvents events) {
        this.db = JdbcClient.create(db);
        this.batches = db;
        this.events = events;
    }

    Bell bell() {
        return bell;
    }

    void add(String body) {
        db.sql("insert into outbox (body) values (?)").param(body).update();
        bell.ringAfterCommit();
    }

    private record Message(long messageId, String body) {}

    /** Sends the next messages, as many as SQS takes at once. Answers false if there was none to send. */
    @Transactional
    public boolean send() {
        List<Message> messages = db.sql(
                        "select message_id, body from outbox order by message_id limit ? for update skip locked")
                .param(OrderEvents.BATCH)
                .query(Message.class)
                .list();
        if (messages.isEmpty()) {
            return false;
        }
        Map<Long, String> bodies = new LinkedHashMap<>();
        messages.forEach(message -> bodies.put(message.messageId(), message.body()));
        List<Long> sent = events.sendAll(bodies);
        if (sent.isEmpty()) {
            throw new IllegalStateException("SQS took none of the messages");
        }
        // Row by row: of a list of keys MariaDB may make a scan, which meets the rows that others have locked.
        batches.batchUpdate(
                "delete from outbox where message_id = ?",
                sent,
                sent.size(),
                (row, message) -> row.setLong(1, message));
        return true;
    }
}
