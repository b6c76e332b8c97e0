package io.waybill.benchmarks;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Several Waybills to compare, each with servers of its own. */
final class Several implements AutoCloseable {

    private final Settings settings;
    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private final List<HttpContender> contenders = new ArrayList<>();

    Several(Settings settings) {
        this.settings = settings;
    }

    /**
     * Adds a Waybill, and returns how many bytes the closed orders take in its database.
     *
     * @param closedOrders in its database from the beginning
     */
    long add(String name, int closedOrders) {
        Waybill waybill = addWaybill(name, settings.own());
        if (closedOrders == 0) {
            return 0;
        }
        long bytes = ClosedOrders.add(waybill.database(), closedOrders);
        System.out.printf("The first audit of these orders took %.1f s%n", waybill.audit());
        return bytes;
    }

    void add(String name, Variant variant) {
        Waybill waybill = addWaybill(name, variant);
        waybill.deploy(settings.commonModel());
    }

    private Waybill addWaybill(String name, Variant variant) {
        Stack stack = Stack.start(settings, 1 + contenders.size());
        started.push(stack);
        Waybill waybill = Waybill.start(variant, stack);
        started.push(waybill);
        waybill.openShop();
        contenders.add(waybill.contender(name));
        return waybill;
    }

    List<HttpContender> contenders() {
        return contenders;
    }

    @Override
    public void close() {
        while (!started.isEmpty()) {
            try {
                started.pop().close();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
