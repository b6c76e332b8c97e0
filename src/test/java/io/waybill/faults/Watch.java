package io.waybill.faults;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;

/** Checks the books all through a run, even while servers are down, and records when Waybill has recovered. */
final class Watch implements AutoCloseable {

    private static final long PAUSE = 250;
    private static final int LOOKS_PER_AUDIT = 8;

    private final Books books;
    private final Supplier<List<Violation>> auditor;
    private final Supplier<Scene.@Nullable Start> start;
    private final Set<Violation> seen = new LinkedHashSet<>();
    private final Thread thread;
    private volatile @Nullable Double recoverySeconds;

    Watch(Books books, Supplier<List<Violation>> auditor, Supplier<Scene.@Nullable Start> start) {
        this.books = books;
        this.auditor = auditor;
        this.start = start;
        thread = Thread.ofPlatform().daemon().name("watch").start(this::watch);
    }

    private void watch() {
        for (int i = 0; !Thread.currentThread().isInterrupted(); i++) {
            try {
                look();
                if (i % LOOKS_PER_AUDIT == 0) {
                    seen.addAll(auditor.get());
                }
            } catch (DataAccessException away) {
                // The database may have been killed.
            }
            try {
                Thread.sleep(PAUSE);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void look() {
        seen.addAll(books.checkNow());
        Scene.Start begun = start.get();
        if (recoverySeconds == null
                && begun != null
                && books.open(begun.accepted().keySet()).isEmpty()) {
            recoverySeconds = (System.nanoTime() - begun.nanos()) / 1e9;
        }
    }

    /** From the fault's beginning until the last of the orders accepted by then ended. */
    @Nullable
    Double recoverySeconds() {
        return recoverySeconds;
    }

    /** Call this after {@link #close()}. */
    Set<Violation> seen() {
        return seen;
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
