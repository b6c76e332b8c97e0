package io.waybill.race.entry;

import io.waybill.core.saga.Sends;
import io.waybill.core.saga.Sends.Variable;
import io.waybill.platform.engine.Engines;
import io.waybill.platform.engine.Message;
import io.waybill.platform.engine.ProcessInstances;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Sends the process what happened outside it. A second copy of a message has no effect. */
@Component
class EntryMessages {

    static final String PLACED = "entry.placed";

    private static final Duration KEEP = Duration.ofHours(1);

    private final Engines engines;
    private final ProcessInstances instances;

    EntryMessages(Engines engines, ProcessInstances instances) {
        this.engines = engines;
        this.instances = instances;
    }

    /** Starts the process of an entry, once (law 8). */
    @Sends(
            message = PLACED,
            starts = EntryId.PROCESS,
            businessKey = "entryId",
            variables = {
                @Variable(name = "entryId"),
                @Variable(name = "customerId"),
                @Variable(name = "raceId", type = long.class),
                @Variable(name = "closesAt", type = Instant.class)
            })
    void placed(Entry entry) {
        engines.start(List.of(start(entry, KEEP)));
    }

    /**
     * Not kept by the engine: a kept message would start the process once more as soon as the current one has ended.
     */
    void placedAgain(Entry entry) {
        engines.startAgain(start(entry, Duration.ZERO));
    }

    private static Message start(Entry entry, Duration keep) {
        return message(
                PLACED,
                entry.id(),
                keep,
                Map.of(
                        "entryId", entry.id().value(),
                        "customerId", entry.runner().value(),
                        "raceId", entry.race().value(),
                        "closesAt", entry.closesAt().toString()));
    }

    @Sends(message = Steps.WITHDRAWAL_REQUESTED, key = "entryId")
    void withdrawalRequested(EntryId entry) {
        engines.publish(message(Steps.WITHDRAWAL_REQUESTED, entry, KEEP, Map.of()));
    }

    @Sends(message = Steps.PLACE_GIVEN, key = "entryId")
    void placeGiven(EntryId entry) {
        engines.publish(message(Steps.PLACE_GIVEN, entry, KEEP, Map.of()));
    }

    /**
     * Stops the process of an entry that has ended. A process that is not known yet is cancelled by message instead.
     */
    void stop(EntryId entry) {
        List<Long> known = instances.notEnded(entry.subject());
        if (known.isEmpty()) {
            withdrawalRequested(entry);
        }
        known.forEach(engines::stop);
    }

    private static Message message(String name, EntryId entry, Duration keep, Map<String, Object> variables) {
        return new Message(name, entry.value(), entry.value(), keep, variables, entry.value(), EntryId.PROCESS);
    }
}
