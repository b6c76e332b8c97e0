package io.waybill.faults;

import java.util.ArrayList;
import java.util.List;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The steps that a transaction has done: several if it ran a process from one wait to the next. */
final class Steps implements TransactionSynchronization {

    private final FaultPoints points;
    private final List<String> done = new ArrayList<>();

    private Steps(FaultPoints points) {
        this.points = points;
    }

    static Steps ofThisTransaction(FaultPoints points) {
        Steps known = (Steps) TransactionSynchronizationManager.getResource(points);
        if (known == null) {
            known = new Steps(points);
            TransactionSynchronizationManager.bindResource(points, known);
            TransactionSynchronizationManager.registerSynchronization(known);
        }
        return known;
    }

    void begin(String step) {
        if (!done.isEmpty()) {
            points.pass(Point.BETWEEN_STEPS, step);
        }
    }

    void did(String step) {
        done.add(step);
        points.pass(Point.IN_STEP, step);
    }

    @Override
    public void beforeCommit(boolean readOnly) {
        points.passOneOf(Point.BEFORE_COMMIT, done);
    }

    @Override
    public void afterCommit() {
        points.passOneOf(Point.AFTER_COMMIT, done);
    }

    @Override
    public void suspend() {
        TransactionSynchronizationManager.unbindResource(points);
    }

    @Override
    public void resume() {
        TransactionSynchronizationManager.bindResource(points, this);
    }

    @Override
    public void afterCompletion(int status) {
        TransactionSynchronizationManager.unbindResourceIfPossible(points);
    }
}
