package io.waybill.peers.handwritten;

import io.waybill.peers.shop.Accounts;
import io.waybill.peers.shop.NewOrder;
import io.waybill.peers.shop.OrderEnded.Status;
import io.waybill.peers.shop.Orders;
import io.waybill.peers.shop.Saga;
import io.waybill.peers.shop.Stock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What follows from what. A step, what it leaves in the saga and the steps that follow commit together. */
@Service
class OrderSaga implements Saga {

    private final JdbcClient db;
    private final Orders orders;
    private final Accounts accounts;
    private final Stock stock;
    private final Commands commands;
    private final Outbox outbox;

    OrderSaga(JdbcClient db, Orders orders, Accounts accounts, Stock stock, Commands commands, Outbox outbox) {
        this.db = db;
        this.orders = orders;
        this.accounts = accounts;
        this.stock = stock;
        this.commands = commands;
        this.outbox = outbox;
    }

    private record Standings(Standing credit, Standing stock) {}

    @Override
    @Transactional
    public void start(NewOrder order) {
        orders.insert(order);
        db.sql("insert into saga (order_id, credit, stock) values (?, 'ASKED', 'ASKED')")
                .param(order.id())
                .update();
        commands.add(order.id(), Step.RESERVE_CREDIT, Step.RESERVE_STOCK);
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void take(Step step, String order) {
        switch (step) {
            case RESERVE_CREDIT -> credit(order, accounts.reserve(order) ? Standing.HELD : Standing.REFUSED);
            case RESERVE_STOCK -> stock(order, stock.reserve(order) ? Standing.HELD : Standing.REFUSED);
            case RELEASE_CREDIT -> {
                accounts.release(order);
                credit(order, Standing.RELEASED);
            }
            case RELEASE_STOCK -> {
                stock.release(order);
                stock(order, Standing.RELEASED);
            }
            case CAPTURE_CREDIT -> {
                accounts.capture(order);
                credit(order, Standing.TAKEN);
            }
            case SHIP_STOCK -> {
                stock.ship(order);
                stock(order, Standing.TAKEN);
            }
        }
        next(order);
    }

    /** From here on the saga's row is locked: of two steps that end at once, the later one sees both. */
    private void credit(String order, Standing standing) {
        db.sql("update saga set credit = ? where order_id = ?")
                .params(standing.name(), order)
                .update();
    }

    private void stock(String order, Standing standing) {
        db.sql("update saga set stock = ? where order_id = ?")
                .params(standing.name(), order)
                .update();
    }

    private void next(String order) {
        Standings now = db.sql("select credit, stock from saga where order_id = ?")
                .param(order)
                .query(Standings.class)
                .single();
        if (now.credit() == Standing.HELD && now.stock() == Standing.HELD) {
            commands.add(order, Step.CAPTURE_CREDIT, Step.SHIP_STOCK);
        } else if (now.credit() == Standing.HELD && now.stock() == Standing.REFUSED) {
            commands.add(order, Step.RELEASE_CREDIT);
        } else if (now.credit() == Standing.REFUSED && now.stock() == Standing.HELD) {
            commands.add(order, Step.RELEASE_STOCK);
        } else if (now.credit() == Standing.TAKEN && now.stock() == Standing.TAKEN) {
            outbox.add(orders.end(order, Status.COMPLETED).json());
        } else if (now.credit().isNothing() && now.stock().isNothing()) {
            outbox.add(orders.end(order, Status.REJECTED).json());
        }
    }
}
