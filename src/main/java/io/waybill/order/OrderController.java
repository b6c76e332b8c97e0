package io.waybill.order;

import io.waybill.core.OrderId;
import io.waybill.core.web.NotFound;
import io.waybill.core.web.PageParameters;
import jakarta.validation.Valid;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;
import org.springframework.data.web.PagedModel;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/orders")
class OrderController {

    private static final Sort NEWEST_FIRST = Sort.by(Sort.Direction.DESC, "placedAt", "id.value");

    private final Submission submission;
    private final Orders orders;
    private final Timeline timeline;
    private final String currency;

    OrderController(Submission submission, Orders orders, Timeline timeline, OrderSettings settings) {
        this.submission = submission;
        this.orders = orders;
        this.timeline = timeline;
        this.currency = settings.currency();
    }

    @PostMapping
    ResponseEntity<OrderView> place(@Valid @RequestBody OrderRequest request) {
        Order order = submission.place(request);
        return ResponseEntity.accepted()
                .location(URI.create("/orders/" + order.id()))
                .body(full(order));
    }

    @GetMapping("/{id}")
    OrderView get(@PathVariable String id) {
        return full(orders.findWithLines(parse(id)).orElseThrow(() -> new NotFound("order", id)));
    }

    @GetMapping
    PagedModel<OrderView> list(
            @RequestParam @Nullable String customerId,
            @RequestParam @Nullable OrderStatus status,
            @Valid PageParameters page) {
        PageRequest newestFirst =
                PageRequest.of(page.pageable().getPageNumber(), page.pageable().getPageSize(), NEWEST_FIRST);
        return new PagedModel<>(
                orders.search(customerId, status, newestFirst).map(order -> OrderView.summary(order, currency)));
    }

    @PostMapping("/{id}/cancellation")
    @ResponseStatus(HttpStatus.ACCEPTED)
    OrderView cancel(@PathVariable String id) {
        submission.requestCancellation(parse(id));
        return get(id);
    }

    private OrderView full(Order order) {
        return OrderView.full(order, currency, timeline.of(order.id()));
    }

    private static OrderId parse(String id) {
        return OrderId.parse(id).orElseThrow(() -> new NotFound("order", id));
    }
}
