package io.waybill.platform.timeline;

import io.waybill.core.StepTaken.Outcome;
import io.waybill.core.Subject;
import io.waybill.platform.process.Processes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Lets followers of a subject wait until something happens to it, on any replica. All followers of a process on this
 * replica together cost one query four times a second.
 */
@Component
public class Followers implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Followers.class);

    private static final int SUBJECTS_PER_QUERY = 500;

    private final Timelines timelines;
    private final Processes processes;
    private final Set<Wait> waiting = ConcurrentHashMap.newKeySet();
    private volatile boolean running;

    Followers(Timelines timelines, Processes processes) {
        this.timelines = timelines;
        this.processes = processes;
    }

    private record Wait(Subject subject, long after, CompletableFuture<Boolean> over) {}

    /**
     * The entries of a subject's timeline after the given one; waits for the next if there is none yet.
     *
     * @return empty if none came in time, or if Waybill is stopping
     */
    public List<TimelineEntry> next(Subject subject, long after, Duration patience) {
        List<TimelineEntry> news = timelines.of(subject, after);
        if (!news.isEmpty() || !running) {
            return news;
        }
        Wait wait = new Wait(subject, after, new CompletableFuture<>());
        waiting.add(wait);
        if (!running) {
            // It may have been added too late for stop() to release it.
            wait.over().complete(false);
        }
        try {
            return wait.over().get(patience.toMillis(), TimeUnit.MILLISECONDS)
                    ? timelines.of(subject, after)
                    : List.of();
        } catch (TimeoutException nothing) {
            return List.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } finally {
            waiting.remove(wait);
        }
    }

    /** Whether nothing follows an entry of a subject. */
    public boolean isLast(Subject subject, TimelineEntry entry) {
        return entry.outcome() == Outcome.DONE
                && processes.of(subject).lastSteps().contains(entry.step());
    }

    /** Waits until a subject has ended, or the time is up. */
    public void awaitEnd(Subject subject, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        long last = 0;
        boolean ended = false;
        while (!ended && running && System.nanoTime() < deadline) {
            for (TimelineEntry entry : next(subject, last, Duration.ofNanos(deadline - System.nanoTime()))) {
                last = entry.id();
                ended = ended || isLast(subject, entry);
            }
        }
    }

    public boolean isStopping() {
        return !running;
    }

    @Scheduled(fixedDelay = 250)
    void look() {
        Map<String, Map<String, List<Wait>>> byProcess = waiting.stream()
                .collect(Collectors.groupingBy(
                        wait -> wait.subject().process(),
                        Collectors.groupingBy(wait -> wait.subject().key())));
        try {
            byProcess.forEach(this::look);
        } catch (DataAccessException | TransactionException e) {
            log.debug("Cannot read the timelines; followers wait for the next try", e);
        }
    }

    private void look(String process, Map<String, List<Wait>> byKey) {
        List<String> all = List.copyOf(byKey.keySet());
        for (int from = 0; from < all.size(); from += SUBJECTS_PER_QUERY) {
            List<String> some = all.subList(from, Math.min(all.size(), from + SUBJECTS_PER_QUERY));
            timelines
                    .latest(process, some)
                    .forEach((key, entry) -> byKey.getOrDefault(key, List.of()).stream()
                            .filter(wait -> wait.after() < entry)
                            .forEach(wait -> wait.over().complete(true)));
        }
    }

    @Override
    public void start() {
        running = true;
    }

    /** Called before the web server waits for running calls to end. */
    @Override
    public void stop() {
        running = false;
        waiting.forEach(wait -> wait.over().complete(false));
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
