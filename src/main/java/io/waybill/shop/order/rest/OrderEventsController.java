package io.waybill.shop.order.rest;

import io.waybill.core.OrderId;
import io.waybill.core.refusal.NotFound;
import io.waybill.platform.openapi.Answers;
import io.waybill.platform.security.Caller;
import io.waybill.platform.security.Role;
import io.waybill.shop.order.OrderStatus;
import io.waybill.shop.order.Orders;
import io.waybill.shop.order.TimelineEntry;
import io.waybill.shop.order.rest.OrderView.EntryView;
import jakarta.annotation.security.RolesAllowed;
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
import org.springframework.transaction.TransactionException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/**
 * Streams what happens to an order. Each call has its own thread that waits for the next entry. The entry's id is the
 * event's id, so a caller that reconnects continues where it was.
 */
@RestController
@RolesAllowed({Role.CUSTOMER, Role.OPERATOR, Role.SERVICE})
class OrderEventsController {

    private static final Logger log = LoggerFactory.getLogger(OrderEventsController.class);
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    private final Followers followers;
    private final Orders orders;
    private final JsonMapper json;
    private final Clock clock;

    OrderEventsController(Followers followers, Orders orders, JsonMapper json, Clock clock) {
        this.followers = followers;
        this.orders = orders;
        this.json = json;
        this.clock = clock;
    }

    /**
     * Follows an order: sends each entry of its timeline as a server-sent event, first the existing entries, then new
     * ones as they happen. The stream ends with the order. A caller that reconnects with {@code Last-Event-ID}
     * continues where it was; 204 means that nothing will follow.
     */
    @Answers({200, 204})
    @GetMapping(path = "/orders/{id}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    void follow(
            Caller caller,
            JwtAuthenticationToken token,
            @PathVariable String id,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable Long lastEventId,
            HttpServletResponse response) {
        OrderId order = OrderId.parse(id).orElseThrow(() -> new NotFound("order", id));
        OrderStatus status = orders.statusOf(order, caller.onlyCustomer()).orElseThrow(() -> new NotFound("order", id));
        long last = lastEventId == null ? 0 : lastEventId;
        List<TimelineEntry> entries = followers.next(order, last, Duration.ZERO);
        if (entries.isEmpty() && status.isFinal()) {
            response.setStatus(HttpServletResponse.SC_NO_CONTENT);
            return;
        }
        response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
        response.setCharacterEncoding(StandardCharsets.UTF_8);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        // Otherwise nginx and similar proxies would buffer events.
        response.setHeader("X-Accel-Buffering", "no");
        try {
            stream(order, entries, last, Objects.requireNonNull(token.getToken().getExpiresAt()), response.getWriter());
        } catch (IOException callerIsGone) {
            return;
        } catch (DataAccessException | TransactionException e) {
            // The caller reconnects by itself and continues where the stream ended.
            log.debug("A stream ends early", e);
        }
    }

    private void stream(OrderId order, List<TimelineEntry> entries, long from, Instant until, Writer out)
            throws IOException {
        write(out, "retry: 2000\n\n");
        long last = from;
        List<TimelineEntry> news = entries;
        while (true) {
            for (TimelineEntry entry : news) {
                last = entry.id();
                write(out, "id: %d\nevent: %s\ndata: %s\n\n".formatted(last, "timeline", toJson(entry)));
                if (entry.isLast()) {
                    return;
                }
            }
            if (followers.isStopping() || clock.instant().isAfter(until)) {
                return;
            }
            if (news.isEmpty()) {
                write(out, ": still here\n\n");
            }
            news = followers.next(order, last, HEARTBEAT);
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
