package io.waybill.race.entry;

import io.waybill.core.Participants;
import io.waybill.platform.process.BusinessProcess;
import io.waybill.platform.process.SubjectTable;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The process that carries entries to their end. */
@Component
class RaceEntry implements BusinessProcess {

    private static final SubjectTable TABLE = new SubjectTable(
            "race_entry",
            "race_entry_timeline",
            "race_entry_id",
            statuses(EntryStatus::isBeforePivot),
            statuses(status -> !status.isBeforePivot() && !status.isFinal()),
            statuses(EntryStatus::isFinal),
            "closes_at");

    private final Entries entries;
    private final EntryMessages messages;
    private final EntryEndings endings;
    private final Participants participants;

    RaceEntry(Entries entries, EntryMessages messages, EntryEndings endings, Participants participants) {
        this.entries = entries;
        this.messages = messages;
        this.endings = endings;
        this.participants = participants;
    }

    private static List<String> statuses(Predicate<EntryStatus> which) {
        return Arrays.stream(EntryStatus.values()).filter(which).map(Enum::name).toList();
    }

    @Override
    public String id() {
        return EntryId.PROCESS;
    }

    @Override
    public String noun() {
        return "entry";
    }

    @Override
    public String plural() {
        return "entries";
    }

    @Override
    public boolean isKey(String text) {
        return EntryId.parse(text).isPresent();
    }

    @Override
    public String startMessage() {
        return EntryMessages.PLACED;
    }

    @Override
    public SubjectTable table() {
        return TABLE;
    }

    @Override
    public Set<String> lastSteps() {
        return Set.of(Steps.COMPLETE, Steps.REJECT, Steps.CANCEL);
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void startAgain(String key) {
        EntryId id = EntryId.of(key);
        messages.placedAgain(entries.lock(id).orElseThrow(() -> Entry.unknown(id)));
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean endIfBeingUndone(String key, String why) {
        return endings.endIfBeingUndone(EntryId.of(key), why);
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void end(String key, String who, String why) {
        EntryId id = EntryId.of(key);
        endings.force(id, who, why);
        messages.stop(id);
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void closeBooks(String key) {
        participants.close(subject(key));
    }

    @Override
    public String inWords(String status) {
        return switch (EntryStatus.valueOf(status)) {
            case PLACED -> "was placed";
            case WAITING -> "is on the waiting list";
            case CONFIRMED -> "is confirmed: it has a place";
            case SETTLING -> "is being charged";
            case COMPLETED -> "is completed: the runner takes part";
            case REJECTED -> "was rejected";
            case CANCELLED -> "was cancelled";
        };
    }
}
