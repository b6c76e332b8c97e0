package io.waybill.platform.webhook;

import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.waybill.core.OrderId;
import io.waybill.core.Subject;
import io.waybill.platform.security.Caller;
import io.waybill.platform.security.Role;
import io.waybill.platform.web.ListPage;
import io.waybill.platform.web.ListParameters;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Slice;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What is delivered to a webhook: test events, past deliveries, and deliveries made again. */
@RestController
@RequestMapping("/webhooks/{id}")
@RolesAllowed({Role.CUSTOMER, Role.SERVICE, Role.OPERATOR})
@Tag(name = "webhook")
class WebhookDeliveryController {

    private final Registrations registrations;

    WebhookDeliveryController(Registrations registrations) {
        this.registrations = registrations;
    }

    /**
     * A delivery as REST shows it.
     *
     * @param process the id of the process that it reports; null for a test, as is the key
     * @param key the business key
     * @param orderId the business key, if the process fulfils an order
     * @param responseStatus of the last attempt, if there was a response
     * @param error what went wrong in the last attempt
     */
    @Schema(name = "WebhookDelivery")
    record DeliveryView(
            String id,
            String type,
            @Nullable String process,
            @Nullable String key,
            @Nullable String orderId,
            WebhookDelivery.Status status,
            int attempts,
            Instant createdAt,
            @Nullable Instant lastAttemptAt,
            @Nullable Instant nextAttemptAt,
            @Nullable Integer responseStatus,
            @Nullable String error) {

        static DeliveryView of(WebhookDelivery delivery) {
            Subject subject = delivery.subject();
            return new DeliveryView(
                    delivery.id().value(),
                    delivery.type(),
                    subject == null ? null : subject.process(),
                    subject == null ? null : subject.key(),
                    subject == null
                            ? null
                            : OrderId.of(subject).map(OrderId::value).orElse(null),
                    delivery.status(),
                    delivery.attempts(),
                    delivery.createdAt(),
                    delivery.lastAttemptAt(),
                    delivery.nextAttemptAt(),
                    delivery.responseStatus(),
                    delivery.error());
        }
    }

    /** Sends a webhook an event of the type {@code webhook.test}. */
    @PostMapping("/test")
    @ResponseStatus(HttpStatus.ACCEPTED)
    DeliveryView testWebhook(Caller caller, @PathVariable String id) {
        return DeliveryView.of(registrations.test(caller, id));
    }

    /**
     * Lists the deliveries of a webhook, newest first.
     *
     * @param status only those with this status
     */
    @GetMapping("/deliveries")
    ResponseEntity<ListPage<DeliveryView>> listWebhookDeliveries(
            Caller caller,
            @PathVariable String id,
            @RequestParam WebhookDelivery.@Nullable Status status,
            @Valid ListParameters part) {
        Pageable latestFirst = part.pageable();
        Optional<String> before = part.after(Function.identity());
        Slice<WebhookDelivery> found = before.isPresent()
                ? registrations.deliveriesBefore(caller, id, status, before.get(), latestFirst)
                : registrations.deliveries(caller, id, status, latestFirst);
        return part.answerCounted(found, WebhookDelivery::id, DeliveryView::of);
    }

    /** Makes a delivery again, whatever became of it. Refused if the webhook is switched off (409). */
    @PostMapping("/deliveries/{deliveryId}/replay")
    @ResponseStatus(HttpStatus.ACCEPTED)
    DeliveryView replayDelivery(Caller caller, @PathVariable String id, @PathVariable String deliveryId) {
        return DeliveryView.of(registrations.replay(caller, id, deliveryId));
    }
}
