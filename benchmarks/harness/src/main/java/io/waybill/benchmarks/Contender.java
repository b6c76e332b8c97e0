package io.waybill.benchmarks;

import java.util.Map;

/** Something that fulfils orders. */
interface Contender extends AutoCloseable {

    String name();

    /** Returns when the order is accepted, and would survive a crash. Called by several threads at once. */
    void submit(NewOrder order);

    /** From now on {@link #ended()} counts. */
    void beginCount();

    /** How many orders have ended of those that were submitted since the count began. */
    long ended();

    /** All processes that work for it. */
    Map<String, Long> processes();

    @Override
    void close();
}
