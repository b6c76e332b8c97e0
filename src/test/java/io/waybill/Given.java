package io.waybill;

import io.waybill.core.CustomerId;
import io.waybill.core.ItemId;
import io.waybill.core.Money;
import io.waybill.core.OrderId;
import io.waybill.core.PlacedOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Fixtures that speak the domain. Every test has its own customers and items, so tests do not disturb each other; the
 * ids of the items are as long as ids can be.
 */
public final class Given {

    private static final AtomicLong ITEMS = new AtomicLong(Long.MAX_VALUE - 1_000_000);

    private Given() {}

    public static ItemId anItem() {
        return new ItemId(ITEMS.incrementAndGet());
    }

    public static CustomerId aCustomer() {
        return new CustomerId("test-" + UUID.randomUUID());
    }

    public static PlacedOrder.Line line(ItemId item, long quantity) {
        return new PlacedOrder.Line(item, quantity);
    }

    public static PlacedOrder anOrder(CustomerId customer, long total, PlacedOrder.Line... lines) {
        return new PlacedOrder(OrderId.next(), customer, new Money(total), Arrays.asList(lines));
    }

    public static PlacedOrder anOrderOf(PlacedOrder.Line... lines) {
        return anOrder(aCustomer(), 1, lines);
    }

    /** Runs all calls at once and returns their results. */
    public static <T> List<T> atOnce(List<Callable<T>> calls) throws Exception {
        CyclicBarrier start = new CyclicBarrier(calls.size());
        try (ExecutorService threads = Executors.newFixedThreadPool(calls.size())) {
            List<Future<T>> running = new ArrayList<>();
            for (Callable<T> call : calls) {
                running.add(threads.submit(() -> {
                    start.await();
                    return call.call();
                }));
            }
            List<T> answers = new ArrayList<>();
            for (Future<T> one : running) {
                answers.add(one.get());
            }
            return answers;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }
}
