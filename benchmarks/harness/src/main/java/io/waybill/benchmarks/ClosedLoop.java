package io.waybill.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Keeps the same number of orders in flight: a new one is placed as soon as one has ended. */
final class ClosedLoop {

    private static final int SENDERS = 8;
    private static final int LOOK_EVERY_MS = 100;
    private static final Duration DRAIN = Duration.ofMinutes(5);

    private final Contender contender;
    private final Supplier<NewOrder> orders;
    private final Semaphore room;
    private final AtomicLong accepted = new AtomicLong();
    private final AtomicLong ended = new AtomicLong();
    private volatile boolean over;

    private ClosedLoop(Contender contender, Supplier<NewOrder> orders, int inFlight) {
        this.contender = contender;
        this.orders = orders;
        this.room = new Semaphore(inFlight);
    }

    /**
     * The result of a turn.
     *
     * @param orders that ended
     * @param seconds that the count took
     * @param cpuSeconds that each process used in that time
     */
    record Throughput(long orders, double seconds, Map<String, Double> cpuSeconds) {

        double perSecond() {
            return orders / seconds;
        }

        double cpuSecondsPerOrder() {
            return cpuSeconds.values().stream().mapToDouble(Double::doubleValue).sum() / orders;
        }
    }

    /** Runs until this number of orders has ended, and then until all other orders that were placed have ended, too. */
    static void warmUp(Contender contender, Workload workload, int inFlight, long orders) {
        new ClosedLoop(contender, workload.orders(0), inFlight).run(loop -> {
            loop.await(() -> loop.ended.get() >= orders);
            return null;
        });
    }

    /** Counts for {@code time}, starting when {@code inFlight} orders have ended. */
    static Throughput measure(Contender contender, Workload workload, int inFlight, long seed, Duration time) {
        return new ClosedLoop(contender, workload.orders(seed), inFlight).run(loop -> {
            loop.await(() -> loop.ended.get() >= inFlight);
            return loop.count(time);
        });
    }

    private interface Work<T> {
        T in(ClosedLoop loop);
    }

    private <T> T run(Work<T> work) {
        contender.beginCount();
        ExecutorService threads = Executors.newFixedThreadPool(SENDERS + 1);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < SENDERS; i++) {
                running.add(threads.submit(this::send));
            }
            running.add(threads.submit(this::look));
            this.running = running;
            T result = work.in(this);
            over = true;
            drain();
            return result;
        } finally {
            over = true;
            threads.shutdownNow();
        }
    }

    private volatile List<Future<?>> running = List.of();

    private void send() {
        while (!over) {
            try {
                room.acquire();
            } catch (InterruptedException stopped) {
                return;
            }
            if (over) {
                room.release();
            } else {
                contender.submit(next());
                accepted.incrementAndGet();
            }
        }
    }

    private synchronized NewOrder next() {
        return orders.get();
    }

    private void look() {
        while (!Thread.currentThread().isInterrupted()) {
            long now = contender.ended();
            room.release((int) (now - ended.getAndSet(now)));
            try {
                Thread.sleep(LOOK_EVERY_MS);
            } catch (InterruptedException stopped) {
                return;
            }
        }
    }

    private Throughput count(Duration time) {
        Map<String, Double> cpuBefore = Processes.cpuSeconds(contender.processes());
        long endedBefore = contender.ended();
        long begin = System.nanoTime();
        await(() -> System.nanoTime() - begin >= time.toNanos());
        long counted = contender.ended() - endedBefore;
        double seconds = (System.nanoTime() - begin) / 1e9;
        Map<String, Double> cpu = new TreeMap<>(Processes.cpuSeconds(contender.processes()));
        cpu.replaceAll((process, after) -> after - cpuBefore.get(process));
        return new Throughput(counted, seconds, cpu);
    }

    /** An order may end before its call is answered, so this waits for the senders, too. */
    private void drain() {
        List<Future<?>> senders = running.subList(0, SENDERS);
        long deadline = System.nanoTime() + DRAIN.toNanos();
        await(() -> {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("%s: of %d orders, only %d have ended"
                        .formatted(contender.name(), accepted.get(), ended.get()));
            }
            return senders.stream().allMatch(Future::isDone) && ended.get() >= accepted.get();
        });
    }

    private void await(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            running.stream().filter(Future::isDone).forEach(ClosedLoop::rethrow);
            Waiting.milliseconds(10);
        }
    }

    private static void rethrow(Future<?> done) {
        try {
            done.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("The load was aborted", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
