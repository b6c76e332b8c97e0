package io.waybill.courier;

import io.swagger.v3.oas.annotations.tags.Tag;
import io.waybill.core.OrderId;
import io.waybill.core.refusal.NotFound;
import io.waybill.platform.idempotency.Call;
import io.waybill.platform.idempotency.Idempotency;
import io.waybill.platform.idempotency.IdempotencyKey;
import io.waybill.platform.openapi.Answers;
import io.waybill.platform.security.Caller;
import io.waybill.platform.security.Role;
import io.waybill.platform.web.ListParameters;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** The drivers, and the deliveries that are offered to them. */
@RestController
@Tag(name = "delivery")
class DeliveryController {

    private final Deliveries deliveries;
    private final Drivers drivers;
    private final AnsweringDriver answering;
    private final Idempotency idempotency;

    DeliveryController(Deliveries deliveries, Drivers drivers, AnsweringDriver answering, Idempotency idempotency) {
        this.deliveries = deliveries;
        this.drivers = drivers;
        this.answering = answering;
        this.idempotency = idempotency;
    }

    record DriverView(String id, String name) {}

    record DeliveryView(
            String id,
            String orderId,
            Delivery.Status status,
            @Nullable String driverId,
            List<OfferView> offers) {

        static DeliveryView of(Delivery delivery) {
            return new DeliveryView(
                    delivery.order().value(),
                    delivery.order().value(),
                    delivery.status(),
                    delivery.driver().orElse(null),
                    OfferView.of(delivery.offers()));
        }
    }

    /** Lists the drivers, by id. */
    @RolesAllowed(Role.OPERATOR)
    @GetMapping("/drivers")
    ResponseEntity<List<DriverView>> listDrivers(@Valid ListParameters part) {
        String after = part.after(String::valueOf).orElse("");
        return part.answer(
                drivers.list(after, part.pageable()), Driver::id, driver -> new DriverView(driver.id(), driver.name()));
    }

    /** Lists deliveries, newest first. Drivers see those that were offered to them. */
    @RolesAllowed({Role.DRIVER, Role.OPERATOR})
    @GetMapping("/deliveries")
    ResponseEntity<List<DeliveryView>> listDeliveries(
            Caller caller, @Valid DeliveryFilter filter, @Valid ListParameters part) {
        return part.answer(
                deliveries.list(filter, caller.onlyDriver(), part.after(OrderId::of), part.pageable()),
                Delivery::order,
                DeliveryView::of);
    }

    /** Shows the delivery of an order and the drivers it was offered to. */
    @RolesAllowed({Role.DRIVER, Role.OPERATOR})
    @GetMapping("/deliveries/{id}")
    DeliveryView get(Caller caller, @PathVariable String id) {
        return deliveries
                .find(order(id), caller.onlyDriver())
                .map(DeliveryView::of)
                .orElseThrow(() -> new NotFound("delivery", id));
    }

    /** Accepts the offer of a delivery. If it was withdrawn, it is too late (409). */
    @Answers(422)
    @RolesAllowed({Role.DRIVER, Role.OPERATOR})
    @PostMapping("/deliveries/{id}/acceptance")
    ResponseEntity<DeliveryView> accept(
            Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable IdempotencyKey key,
            @PathVariable String id,
            @Valid @RequestBody DriverAnswer answer) {
        return idempotency.once(
                caller,
                new Call<>(key, "POST /deliveries/%s/acceptance".formatted(id), answer),
                DeliveryView.class,
                () -> ResponseEntity.ok(DeliveryView.of(
                        deliveries.accept(order(id), answering.check(caller, answer), caller.onlyDriver()))));
    }

    /** Refuses the offer of a delivery, which is then offered to the next driver. */
    @Answers(422)
    @RolesAllowed({Role.DRIVER, Role.OPERATOR})
    @PostMapping("/deliveries/{id}/refusal")
    ResponseEntity<DeliveryView> refuse(
            Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable IdempotencyKey key,
            @PathVariable String id,
            @Valid @RequestBody DriverAnswer answer) {
        return idempotency.once(
                caller,
                new Call<>(key, "POST /deliveries/%s/refusal".formatted(id), answer),
                DeliveryView.class,
                () -> ResponseEntity.ok(DeliveryView.of(
                        deliveries.refuse(order(id), answering.check(caller, answer), caller.onlyDriver()))));
    }

    private static OrderId order(String id) {
        return OrderId.parse(id).orElseThrow(() -> new NotFound("delivery", id));
    }
}
