package io.waybill.faults;

import java.time.Duration;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A run in progress, and everything that a fault may affect in it. */
final class Scene {

    private final Servers servers;
    private final Waybill waybill;
    private final Waybill second;
    private final Load load;
    private final World world;
    private final Operator operator;
    private final SplittableRandom random;
    private final AtomicReference<@Nullable Start> start;

    /** When a fault began, and the orders that had been accepted by then. */
    record Start(long nanos, Map<String, Plan.Order> accepted) {}

    private Scene(
            Servers servers,
            Waybill waybill,
            Waybill second,
            Load load,
            World world,
            Operator operator,
            SplittableRandom random,
            AtomicReference<@Nullable Start> start) {
        this.servers = servers;
        this.waybill = waybill;
        this.second = second;
        this.load = load;
        this.world = world;
        this.operator = operator;
        this.random = random;
        this.start = start;
    }

    Scene(
            Servers servers,
            Waybill waybill,
            Waybill second,
            Load load,
            World world,
            Operator operator,
            SplittableRandom random) {
        this(servers, waybill, second, load, world, operator, random, new AtomicReference<>());
    }

    /** The same with its own random numbers, for one of several faults at once. */
    Scene split() {
        return new Scene(servers, waybill, second, load, world, operator, random.split(), start);
    }

    Servers servers() {
        return servers;
    }

    Waybill waybill() {
        return waybill;
    }

    /** The second replica, which runs only for faults that need it. */
    Waybill second() {
        return second;
    }

    /** How many replicas run; each does about its share of the work. */
    int replicas() {
        return second.isAlive() ? 2 : 1;
    }

    World world() {
        return world;
    }

    Operator operator() {
        return operator;
    }

    /** A number, both ends included. */
    int between(int least, int most) {
        return random.nextInt(least, most + 1);
    }

    /** Waits until a fifth to three fifths of the orders, depending on the seed, have been accepted. */
    void awaitMoment() throws InterruptedException {
        load.awaitAccepted(between(orders() / 5, orders() * 3 / 5));
    }

    /** Waits until {@code parts} out of {@code ofParts} of all orders have been accepted. */
    void awaitAccepted(int parts, int ofParts) throws InterruptedException {
        load.awaitAccepted(orders() * parts / ofParts);
    }

    /** The number of orders in the run. */
    int orders() {
        return load.plan().orders().size();
    }

    /** Starts timing the recovery, if there is anything to recover. With several faults, the first one counts. */
    void begins() {
        Map<String, Plan.Order> accepted = load.accepted();
        if (!accepted.isEmpty()) {
            start.compareAndSet(null, new Start(System.nanoTime(), accepted));
        }
    }

    @Nullable
    Start start() {
        return start.get();
    }

    void pause(Duration least, Duration most) throws InterruptedException {
        Thread.sleep(random.nextLong(least.toMillis(), most.toMillis() + 1));
    }
}
