package io.waybill;

import io.waybill.core.OrderId;
import io.waybill.platform.process.BusinessProcess;
import io.waybill.platform.process.SubjectTable;
import java.util.List;
import java.util.Set;

/** The process of orders for the test of a module that runs without the orders themselves. */
public class OrdersInTests implements BusinessProcess {

    @Override
    public String id() {
        return OrderId.PROCESS;
    }

    @Override
    public String noun() {
        return "order";
    }

    @Override
    public boolean isKey(String text) {
        return OrderId.parse(text).isPresent();
    }

    @Override
    public String startMessage() {
        return "order.placed";
    }

    @Override
    public SubjectTable table() {
        return new SubjectTable(
                "orders",
                "order_timeline",
                "order_id",
                List.of("PLACED", "IN_PRODUCTION", "IN_DELIVERY"),
                List.of("SHIPPED"),
                List.of("COMPLETED", "REJECTED", "CANCELLED"));
    }

    @Override
    public Set<String> lastSteps() {
        return Set.of("order.complete", "order.reject", "order.cancel");
    }

    @Override
    public void startAgain(String key) {}

    @Override
    public boolean endIfBeingUndone(String key, String why) {
        return false;
    }

    @Override
    public void end(String key, String who, String why) {}

    @Override
    public void closeBooks(String key) {}
}
