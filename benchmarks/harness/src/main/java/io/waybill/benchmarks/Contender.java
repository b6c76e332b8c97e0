package io.waybill.benchmarks;

import java.util.Map;

/** Something that fulfils orders. */
interface Contender extends AutoCloseable {

    String name();

    /** Returns when the order is accepted and would survive a crash. Called by several threads at once. */
    void submit(NewOrder order);

    /** Starts the count of {@link #ended()}. */
    void beginCount();

    /** How many of the orders submitted since the count began have ended. */
    long ended();

    /** All processes that work for it. */
    Map<String, Long> processes();

    @Override
    void close();
}
