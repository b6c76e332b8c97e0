package io.waybill.platform.engine.embedded.parking;

import static org.operaton.bpm.engine.ActivityTypes.BOUNDARY_COMPENSATION;

import io.waybill.core.saga.OutOfTurn;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.operaton.bpm.engine.impl.context.Context;
import org.operaton.bpm.engine.impl.interceptor.CommandContext;
import org.operaton.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.operaton.bpm.engine.impl.persistence.entity.JobEntity;
import org.operaton.bpm.engine.impl.pvm.process.ActivityImpl;
import org.springframework.core.NestedExceptionUtils;

/**
 * Where a process stops because it failed there before: it commits what it did up to there, and a job of the engine
 * goes on from that element.
 */
public final class Parking {

    private static final ThreadLocal<Map<String, Place>> PLACES = ThreadLocal.withInitial(Map::of);
    private static final ThreadLocal<Boolean> BEFORE_ITS_FIRST_STEP = ThreadLocal.withInitial(() -> false);

    private Parking() {}

    /**
     * Where a process is to park.
     *
     * @param atTheDoor whether it parks before it enters the element, whatever that is. Otherwise it does enter a step
     *     with boundary events, so that these can fire while the step is retried, as on Zeebe; and a compensation,
     *     which cannot begin with a job
     * @param failure why it failed there; null if it did not fail and only lets a message go first
     */
    public record Place(boolean atTheDoor, @Nullable Throwable failure) {}

    /** Runs part of a process, which parks at these elements. */
    public static <T> T at(Map<String, Place> places, Supplier<T> run) {
        PLACES.set(places);
        try {
            return run.get();
        } finally {
            PLACES.remove();
            BEFORE_ITS_FIRST_STEP.remove();
        }
    }

    /**
     * Makes the process that is about to begin park before its first step, because a message for it is already here. On
     * Zeebe the process takes such a message as soon as it waits for it, before the first step.
     */
    public static void beforeItsFirstStep() {
        BEFORE_ITS_FIRST_STEP.set(true);
    }

    /** Whether a process parks before it enters the element that it has reached. */
    static boolean isAtTheDoorOf(ExecutionEntity execution) {
        String element = execution.getActivityId();
        if (BEFORE_ITS_FIRST_STEP.get()) {
            return !execution.getActivity().isSubProcessScope();
        }
        return element != null
                && place(element)
                        .filter(place -> place.atTheDoor() || !isEntered(execution.getActivity()))
                        .isPresent();
    }

    private static boolean isEntered(ActivityImpl element) {
        return element.isCompensationHandler()
                || element.getEventActivities().stream()
                        .anyMatch(event -> !BOUNDARY_COMPENSATION.equals(event.getProperty("type")));
    }

    /** Where a process parks, if it does so at this element. */
    public static Optional<Place> place(String element) {
        if (BEFORE_ITS_FIRST_STEP.get()) {
            return Optional.of(new Place(true, null));
        }
        Place place = PLACES.get().get(element);
        return place != null ? Optional.of(place) : placeOfJob(element);
    }

    /** A job may run on past its element and fail at a later one. Then it runs again, up to the later one. */
    private static Optional<Place> placeOfJob(String element) {
        CommandContext commands = Context.getCommandContext();
        JobEntity job = commands == null ? null : commands.getCurrentJob();
        return job != null && failedFurtherOn(job) && element.equals(job.getFailedActivityId())
                ? Optional.of(new Place(false, new ParkedFailure(job.getExceptionMessage())))
                : Optional.empty();
    }

    private static boolean failedFurtherOn(JobEntity job) {
        String failedAt = job.getFailedActivityId();
        return failedAt != null && !failedAt.equals(job.getActivityId());
    }

    /** The message of a failure, without the engine's wrapping. */
    public static String message(Throwable failure) {
        Throwable cause = NestedExceptionUtils.getMostSpecificCause(failure);
        return cause instanceof ParkedFailure || cause instanceof OutOfTurn
                ? String.valueOf(cause.getMessage())
                : cause.toString();
    }

    /** A failure of which only the message was kept. */
    private static final class ParkedFailure extends RuntimeException {

        private static final long serialVersionUID = 1L;

        ParkedFailure(@Nullable String message) {
            super(message, null, false, false);
        }
    }
}
