package io.waybill.shop.order.rest;

import io.waybill.core.OrderId;
import io.waybill.core.refusal.NotFound;
import io.waybill.platform.openapi.Answers;
import io.waybill.platform.security.Caller;
import io.waybill.platform.security.Role;
import io.waybill.platform.timeline.rest.EventStream;
import io.waybill.shop.order.Orders;
import jakarta.annotation.security.RolesAllowed;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Order events: what happens to an order, as it happens. */
@RestController
@RolesAllowed({Role.CUSTOMER, Role.OPERATOR, Role.SERVICE})
class OrderEventsController {

    private final EventStream events;
    private final Orders orders;

    OrderEventsController(EventStream events, Orders orders) {
        this.events = events;
        this.orders = orders;
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
        OrderId order = OrderId.parse(id)
                .filter(known -> orders.statusOf(known, caller.onlyCustomer()).isPresent())
                .orElseThrow(() -> new NotFound("order", id));
        events.send(order.subject(), lastEventId, token, response);
    }
}
