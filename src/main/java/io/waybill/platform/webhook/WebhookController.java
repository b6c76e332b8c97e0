package io.waybill.platform.webhook;

import io.waybill.core.CustomerId;
import io.waybill.platform.openapi.Answers;
import io.waybill.platform.security.Caller;
import io.waybill.platform.security.Role;
import io.waybill.platform.web.ListPage;
import io.waybill.platform.web.ListParameters;
import io.waybill.platform.web.PlainText;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Slice;
import org.springframework.data.domain.Sort;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Webhooks: addresses at which callers are notified about orders, as in Standard Webhooks. */
@RestController
@RequestMapping("/webhooks")
@RolesAllowed({Role.CUSTOMER, Role.SERVICE, Role.OPERATOR})
class WebhookController {

    private static final Sort OLDEST_FIRST = Sort.by("id.value");
    private static final String NOT_A_FORMAT = "must be json, slack or discord";

    private final Registrations registrations;
    private final Destinations destinations;
    private final EventTypes types;

    WebhookController(Registrations registrations, Destinations destinations, EventTypes types) {
        this.registrations = registrations;
        this.destinations = destinations;
        this.types = types;
    }

    /**
     * The body of a registration.
     *
     * @param events the event types to report; all if not given
     * @param format {@code json} for programs, which is the default; {@code slack} or {@code discord} for a sentence in a
     *     chat
     * @param customerId whose orders to report; a customer's webhook always reports their own
     */
    record NewWebhook(
            @NotBlank @Size(max = 2000) String url,

            @Size(max = 20) @Nullable
            List<@NotNull @Pattern(regexp = EventTypes.PATTERN, message = EventTypes.NOT_A_TYPE) String> events,

            @Pattern(regexp = Format.PATTERN, message = NOT_A_FORMAT) @Nullable
            String format,

            @Pattern(regexp = CustomerId.PATTERN, message = "is not a customer id") @Nullable
            String customerId,

            @PlainText(max = 200) @Nullable String description) {}

    /**
     * The body of a change. It replaces everything: what is left out is reset.
     *
     * @param format see the registration
     */
    record ChangedWebhook(
            @NotBlank @Size(max = 2000) String url,

            @Size(max = 20) @Nullable
            List<@NotNull @Pattern(regexp = EventTypes.PATTERN, message = EventTypes.NOT_A_TYPE) String> events,

            @Pattern(regexp = Format.PATTERN, message = NOT_A_FORMAT) @Nullable
            String format,

            @NotNull Boolean active,
            @PlainText(max = 200) @Nullable String description) {}

    /**
     * A webhook as REST shows it.
     *
     * @param secret only in the answer to its registration
     */
    record WebhookView(
            String id,
            String url,
            List<String> events,
            String format,
            @Nullable String customerId,
            @Nullable String description,
            boolean active,
            @Nullable String inactiveReason,
            Instant createdAt,
            @Nullable Secret secret) {

        static WebhookView of(Webhook webhook) {
            return of(webhook, null);
        }

        static WebhookView of(Webhook webhook, @Nullable Secret secret) {
            CustomerId customer = webhook.customer();
            return new WebhookView(
                    webhook.id().value(),
                    webhook.url(),
                    webhook.events(),
                    webhook.format().inApi(),
                    customer == null ? null : customer.value(),
                    webhook.description(),
                    webhook.isActive(),
                    webhook.inactiveReason(),
                    webhook.createdAt(),
                    secret);
        }
    }

    record NewSecret(Secret secret) {}

    /**
     * Registers a webhook. The answer shows the secret that signs its deliveries; it is not shown again. Addresses that
     * are not public are refused (422).
     */
    @Answers(
            value = {201, 422},
            headers = HttpHeaders.LOCATION)
    @PostMapping
    ResponseEntity<WebhookView> register(Caller caller, @Valid @RequestBody NewWebhook request) {
        CustomerId customer = request.customerId() == null ? null : new CustomerId(request.customerId());
        registrations.requireRoom(caller, customer);
        Webhook webhook = registrations.register(
                caller, customer, wanted(request.url(), request.events(), request.format(), request.description()));
        return ResponseEntity.created(URI.create("/webhooks/" + webhook.id()))
                .body(WebhookView.of(webhook, webhook.secret()));
    }

    /** Lists the caller's webhooks, oldest first. */
    @GetMapping
    ResponseEntity<ListPage<WebhookView>> list(Caller caller, @Valid ListParameters part) {
        Pageable oldestFirst = part.pageable(OLDEST_FIRST);
        Optional<String> after = part.after(Function.identity());
        Slice<Webhook> found = after.isPresent()
                ? registrations.listAfter(caller, after.get(), oldestFirst)
                : registrations.list(caller, oldestFirst);
        return part.answerCounted(found, Webhook::id, WebhookView::of);
    }

    /** Shows a webhook, without its secret. */
    @GetMapping("/{id}")
    WebhookView get(Caller caller, @PathVariable String id) {
        return WebhookView.of(registrations.get(caller, id));
    }

    /** Changes a webhook, or switches it on or off. */
    @Answers(422)
    @PutMapping("/{id}")
    WebhookView change(Caller caller, @PathVariable String id, @Valid @RequestBody ChangedWebhook request) {
        registrations.get(caller, id);
        return WebhookView.of(registrations.change(
                caller,
                id,
                wanted(request.url(), request.events(), request.format(), request.description()),
                request.active()));
    }

    /** Removes a webhook; pending deliveries are not made. */
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(Caller caller, @PathVariable String id) {
        registrations.remove(caller, id);
    }

    /** Gives a webhook a new secret, which signs deliveries from now on. */
    @PostMapping("/{id}/secret")
    NewSecret rotateSecret(Caller caller, @PathVariable String id) {
        return new NewSecret(registrations.rotateSecret(caller, id).secret());
    }

    private Subscription wanted(
            String url, @Nullable List<String> events, @Nullable String format, @Nullable String description) {
        List<String> asked = events == null ? List.of() : events;
        types.requireKnown(asked);
        return new Subscription(
                destinations.check(url), asked, format == null ? Format.JSON : Format.of(format), description);
    }
}
