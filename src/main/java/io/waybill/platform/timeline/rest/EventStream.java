package io.waybill.platform.timeline.rest;

import io.waybill.core.Subject;
import io.waybill.platform.process.Standing;
import io.waybill.platform.process.Subjects;
import io.waybill.platform.timeline.Followers;
import io.waybill.platform.timeline.TimelineEntry;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Streams what happens to a subject. Each call has its own thread that waits for the next entry. The entry's id is the
 * event's id, so a caller that reconnects continues where it was.
 */
@Component
public class EventStream {

    private static final Logger log = LoggerFactory.getLogger(EventStream.class);
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    private final Followers followers;
    private final Subjects subjects;
    private final JsonMapper json;
    private final Clock clock;

    EventStream(Followers followers, Subjects subjects, JsonMapper json, Clock clock) {
        this.followers = followers;
        this.subjects = subjects;
        this.json = json;
        this.clock = clock;
    }

    /**
     * Sends the entries of a subject's timeline as server-sent events until the subject has ended or the token has
     * expired; answers 204 if nothing will follow.
     *
     * @param subject one that exists
     * @param lastEventId the id of the last event that the caller has; null if it has none
     */
    public void send(
            Subject subject, @Nullable Long lastEventId, JwtAuthenticationToken token, HttpServletResponse response) {
        Standing standing = subjects.standing(subject);
        long last = lastEventId == null ? 0 : lastEventId;
        List<TimelineEntry> entries = followers.next(subject, last, Duration.ZERO);
        if (entries.isEmpty() && standing == Standing.ENDED) {
            response.setStatus(HttpServletResponse.SC_NO_CONTENT);
            return;
        }
        response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
        response.setCharacterEncoding(StandardCharsets.UTF_8);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        // Otherwise nginx and similar proxies would buffer events.
        response.setHeader("X-Accel-Buffering", "no");
        try {
            stream(
                    subject,
                    entries,
                    last,
                    Objects.requireNonNull(token.getToken().getExpiresAt()),
                    response.getWriter());
        } catch (IOException callerIsGone) {
            return;
        } catch (DataAccessException | TransactionException e) {
            // The caller reconnects by itself and continues where the stream ended.
            log.debug("A stream ends early", e);
        }
    }

    private void stream(Subject subject, List<TimelineEntry> entries, long from, Instant until, Writer out)
            throws IOException {
        write(out, "retry: 2000\n\n");
        long last = from;
        List<TimelineEntry> news = entries;
        while (true) {
            for (TimelineEntry entry : news) {
                last = entry.id();
                write(out, "id: %d\nevent: %s\ndata: %s\n\n".formatted(last, "timeline", toJson(entry)));
                if (followers.isLast(subject, entry)) {
                    return;
                }
            }
            if (followers.isStopping() || clock.instant().isAfter(until)) {
                return;
            }
            if (news.isEmpty()) {
                write(out, ": still here\n\n");
            }
            news = followers.next(subject, last, HEARTBEAT);
        }
    }

    private String toJson(TimelineEntry entry) {
        return json.writeValueAsString(EntryView.of(entry));
    }

    private static void write(Writer out, String text) throws IOException {
        out.write(text);
        out.flush();
    }
}
