package io.waybill.platform.webhook;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** Keeps the slow receivers of one caller from using up all the attempts that a replica makes at once. */
@Component
class FairShare {

    private static final int AT_ONCE = WebhookConfiguration.ATTEMPTS_AT_ONCE / 2;

    /** Long enough for another attempt to end, unless its receiver is slow. */
    private static final int WAIT_MILLIS = 100;

    private final ConcurrentMap<String, Semaphore> shares = new ConcurrentHashMap<>();

    /** Returns false if this caller's share is used up; otherwise {@link #giveBack} has to follow. */
    boolean take(String owner) throws InterruptedException {
        return of(owner).tryAcquire(WAIT_MILLIS, TimeUnit.MILLISECONDS);
    }

    void giveBack(String owner) {
        of(owner).release();
    }

    private Semaphore of(String owner) {
        return shares.computeIfAbsent(owner, first -> new Semaphore(AT_ONCE));
    }
}
