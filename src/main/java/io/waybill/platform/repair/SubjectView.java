package io.waybill.platform.repair;

import io.swagger.v3.oas.annotations.media.Schema;
import io.waybill.platform.engine.EngineName;
import io.waybill.platform.process.Subjects.Found;
import io.waybill.platform.timeline.rest.EntryView;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a process instance is about, as REST shows it to operators.
 *
 * @param process the id of the process
 * @param key the business key
 * @param closedAt when it ended; null while it is open
 * @param instances the process instances that are not known to have ended
 * @param timeline what happened to it, oldest first
 */
@Schema(name = "Subject")
record SubjectView(
        String process,
        String key,
        String status,
        Instant placedAt,
        @Nullable Instant closedAt,
        List<Instance> instances,
        List<EntryView> timeline) {

    /**
     * A process instance.
     *
     * @param instance its key in the engine
     * @param engine {@code embedded} or {@code zeebe}
     */
    @Schema(name = "ProcessInstance")
    record Instance(String instance, String engine) {

        static Instance of(long key) {
            return new Instance(Long.toString(key), EngineName.of(key).setting());
        }
    }

    static SubjectView of(Found found, List<Long> instances, List<EntryView> timeline) {
        return new SubjectView(
                found.subject().process(),
                found.subject().key(),
                found.status(),
                found.placedAt(),
                found.closedAt(),
                instances.stream().map(Instance::of).toList(),
                timeline);
    }
}
