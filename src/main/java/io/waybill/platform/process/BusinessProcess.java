package io.waybill.platform.process;

import io.waybill.core.StepTaken;
import io.waybill.core.Subject;
import java.util.Locale;
import java.util.Set;

/**
 * A process, as the module that owns it declares it: a bean for each. With it, the platform starts and repairs the
 * process, checks it, moves it to another version of its model, keeps the timeline of each of its subjects, and reports
 * what becomes of them.
 *
 * <p>What changes anything is called in a transaction. What takes several rows takes the subject's last, as every step
 * does, so that they do not deadlock.
 */
public interface BusinessProcess {

    /** Its id in the models: the same in all versions. */
    String id();

    /** What people call a subject: one lower-case word, such as {@code order}. */
    String noun();

    /** The noun for several. */
    default String plural() {
        return noun() + "s";
    }

    /** What people call the subject with this key, such as {@code order 0199…}. */
    default String called(String key) {
        return noun() + " " + key;
    }

    /** The variable that has the business key in the model. */
    default String keyVariable() {
        return noun() + "Id";
    }

    /**
     * Whether a text is written like a business key, whether or not there is such a subject. Keys have at most 36 printable
     * ASCII characters and no slash, and later ones sort after earlier ones, as UUIDs of version 7 do.
     */
    boolean isKey(String text);

    /** The message that starts it, with the business key as its correlation key. */
    String startMessage();

    /** Where its subjects and their timelines are stored. */
    SubjectTable table();

    /** The steps of a timeline after which nothing follows. */
    Set<String> lastSteps();

    /**
     * Starts the process of an open subject that has none. If it has one after all, the engine ignores the start.
     *
     * @param key of a subject that is locked
     */
    void startAgain(String key);

    /**
     * Ends a subject that its engine lost while it was being undone: it can no longer be fulfilled. Returns false, and
     * does nothing, for any other subject, whose process then starts again.
     *
     * @param why for the timeline
     */
    boolean endIfBeingUndone(String key, String why);

    /**
     * Ends a subject at an operator's request, whatever its process is doing, and stops the process.
     *
     * @throws io.waybill.core.refusal.Conflict if it is too late
     */
    void end(String key, String who, String why);

    /**
     * Releases what is still held for a subject that has ended without success, and refuses what comes later. Does
     * nothing if that was done before.
     */
    void closeBooks(String key);

    /** Called when a step is written to the timeline of a subject, which is locked. */
    default void taken(StepTaken step) {}

    /** What a status means for a person, such as {@code waits for a driver}. */
    default String inWords(String status) {
        return "is " + status.toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    default Subject subject(String key) {
        return new Subject(id(), key);
    }
}
