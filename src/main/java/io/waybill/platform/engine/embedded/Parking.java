package io.waybill.platform.engine.embedded;

import static org.operaton.bpm.engine.ActivityTypes.BOUNDARY_COMPENSATION;

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
 * Where a process does not go on at once, because it failed there before: it commits what it did up to there, and a job of
 * the engine goes on from that element.
 */
final class Parking {

    private static final ThreadLocal<Map<String, Place>> PLACES = ThreadLocal.withInitial(Map::of);
    private static final ThreadLocal<Boolean> BEFORE_ITS_FIRST_STEP = ThreadLocal.withInitial(() -> false);

    private Parking() {}

    /**
     * Where a process is to park.
     *
     * @param atTheDoor before it enters the element, in any case. Otherwise it enters a step that has boundary events, which
     *     are then heard while it is tried, as on Zeebe; and an undo, which cannot begin with a job
     * @param failure why it failed there; null if it did not, and only lets a message go first
     */
    record Place(boolean atTheDoor, @Nullable Throwable failure) {}

    /** Runs this part of a process; it parks at these elements. */
    static <T> T at(Map<String, Place> places, Supplier<T> run) {
        PLACES.set(places);
        try {
            return run.get();
        } finally {
            PLACES.remove();
            BEFORE_ITS_FIRST_STEP.remove();
        }
    }

    /**
     * Has the process that is about to begin park before it does anything. A message for it is here already: on Zeebe it is
     * taken as soon as the process waits for it, before the first step.
     */
    static void beforeItsFirstStep() {
        BEFORE_ITS_FIRST_STEP.set(true);
    }

    /** Whether it is to park before it enters the element that it comes to. */
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

    /** Where it is to park, if it is at this element. */
    static Optional<Place> place(String element) {
        if (BEFORE_ITS_FIRST_STEP.get()) {
            return Optional.of(new Place(true, null));
        }
        Place place = PLACES.get().get(element);
        return place != null ? Optional.of(place) : placeOfJob(element);
    }

    /** A job may run on from its element and fail at a later one. It is done again then, up to there. */
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

    /** What a failure says, without what the engine wraps it in. */
    static String message(Throwable failure) {
        return failure instanceof ParkedFailure
                ? String.valueOf(failure.getMessage())
                : NestedExceptionUtils.getMostSpecificCause(failure).toString();
    }

    /** A failure of which only the message is left. */
    private static final class ParkedFailure extends RuntimeException {

        private static final long serialVersionUID = 1L;

        ParkedFailure(@Nullable String message) {
            super(message, null, false, false);
        }
    }
}
