package io.waybill.race.entry.rest;

import io.swagger.v3.oas.annotations.tags.Tag;
import io.waybill.platform.openapi.Answers;
import io.waybill.platform.security.Caller;
import io.waybill.platform.security.Role;
import io.waybill.platform.timeline.rest.EventStream;
import io.waybill.race.entry.EntryAccess;
import jakarta.annotation.security.RolesAllowed;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Entry events: what happens to an entry, as it happens. */
@RestController
@Tag(name = "race")
@RolesAllowed({Role.CUSTOMER, Role.ORGANISER, Role.OPERATOR, Role.SERVICE})
class EntryEventsController {

    private final EventStream events;
    private final EntryAccess access;

    EntryEventsController(EventStream events, EntryAccess access) {
        this.events = events;
        this.access = access;
    }

    /**
     * Follows an entry: sends each entry of its timeline as a server-sent event, first the existing ones, then new ones as
     * they happen. The stream ends with the entry for the race. A caller that reconnects with {@code Last-Event-ID}
     * continues where it was; 204 means that nothing will follow.
     */
    @Answers({200, 204})
    @GetMapping(path = "/entries/{id}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    void followEntry(
            Caller caller,
            JwtAuthenticationToken token,
            @PathVariable String id,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable Long lastEventId,
            HttpServletResponse response) {
        events.send(access.find(id, caller).id().subject(), lastEventId, token, response);
    }
}
