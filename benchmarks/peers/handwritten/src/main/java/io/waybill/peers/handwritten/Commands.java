package io.waybill.peers.handwritten;

import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The steps that are still to be done. */
@Repository
class Commands {

    private final JdbcClient db;
    private final JdbcTemplate batches;
    private final Bell bell = new Bell();

    Commands(JdbcTemplate db) {
        this.db = JdbcClient.create(db);
        this.batches = db;
    }

    Bell bell() {
        return bell;
    }

    void add(String order, Step... steps) {
        batches.batchUpdate(
                "insert into command (order_id, step) values (?, ?)", List.of(steps), steps.length, (row, step) -> {
                    row.setString(1, order);
                    row.setString(2, step.name());
                });
        bell.ringAfterCommit();
    }

    /** The next one that nobody else is at, locked until the end of the transaction. */
    Optional<Command> next() {
        return db.sql("""
                        select command_id, order_id, step from command where due_at <= utc_timestamp(6)
                        order by command_id limit 1 for update skip locked""").query(Command.class).optional();
    }

    void remove(Command command) {
        db.sql("delete from command where command_id = ?")
                .param(command.commandId())
                .update();
    }

    /** To be tried again after 0.1 s, then after longer and longer, up to a minute. */
    void putOff(Command command) {
        db.sql("""
                        update command set tries = tries + 1,
                          due_at = utc_timestamp(6) + interval least(100000 << least(tries, 10), 60000000) microsecond
                        where command_id = ?""").param(command.commandId()).update();
    }
}
