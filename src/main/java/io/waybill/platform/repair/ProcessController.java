package io.waybill.platform.repair;

import io.swagger.v3.oas.annotations.media.Schema;
import io.waybill.core.Subject;
import io.waybill.core.refusal.NotFound;
import io.waybill.platform.engine.ProcessInstances;
import io.waybill.platform.openapi.Answers;
import io.waybill.platform.process.BusinessProcess;
import io.waybill.platform.process.Processes;
import io.waybill.platform.process.Subjects;
import io.waybill.platform.process.Subjects.Found;
import io.waybill.platform.security.Role;
import io.waybill.platform.timeline.Timelines;
import io.waybill.platform.timeline.rest.EntryView;
import io.waybill.platform.timeline.rest.EventStream;
import jakarta.annotation.security.RolesAllowed;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Processes: what operators see of them, whatever their business. */
@RestController
@RequestMapping("/processes")
@RolesAllowed(Role.OPERATOR)
class ProcessController {

    private final Processes processes;
    private final Subjects subjects;
    private final Timelines timelines;
    private final ProcessInstances instances;
    private final EventStream events;

    ProcessController(
            Processes processes,
            Subjects subjects,
            Timelines timelines,
            ProcessInstances instances,
            EventStream events) {
        this.processes = processes;
        this.subjects = subjects;
        this.timelines = timelines;
        this.instances = instances;
        this.events = events;
    }

    /**
     * A process that this Waybill runs, as REST shows it.
     *
     * @param id its id in the models
     * @param noun what people call what it is about
     * @param keyVariable the variable that has the business key in the model
     * @param statuses that a subject can have, in no order
     */
    @Schema(name = "Process")
    record ProcessView(String id, String noun, String keyVariable, List<String> statuses) {

        static ProcessView of(BusinessProcess process) {
            return new ProcessView(
                    process.id(),
                    process.noun(),
                    process.keyVariable(),
                    Stream.concat(process.table().open().stream(), process.table().ended().stream())
                            .toList());
        }
    }

    /** Lists the processes that this Waybill runs. */
    @GetMapping
    List<ProcessView> listProcesses() {
        return processes.all().stream().map(ProcessView::of).toList();
    }

    /** Shows what has become of a business key of a process: its status, its process instances and its timeline. */
    @GetMapping("/{process}/{key}")
    SubjectView getSubject(@PathVariable String process, @PathVariable String key) {
        Found found = known(process, key);
        return SubjectView.of(
                found,
                instances.notEnded(found.subject()),
                timelines.of(found.subject()).stream().map(EntryView::of).toList());
    }

    /**
     * Follows a business key of a process: sends each entry of its timeline as a server-sent event, as for an order. 204
     * means that nothing will follow.
     */
    @Answers({200, 204})
    @GetMapping(path = "/{process}/{key}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    void followSubject(
            JwtAuthenticationToken token,
            @PathVariable String process,
            @PathVariable String key,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable Long lastEventId,
            HttpServletResponse response) {
        events.send(known(process, key).subject(), lastEventId, token, response);
    }

    private Found known(String process, String key) {
        return subjects.find(new Subject(process, key)).orElseThrow(() -> new NotFound(process, key));
    }
}
