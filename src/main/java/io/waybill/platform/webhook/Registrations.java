package io.waybill.platform.webhook;

import io.waybill.core.CustomerId;
import io.waybill.core.refusal.Conflict;
import io.waybill.core.refusal.FieldError;
import io.waybill.core.refusal.NotFound;
import io.waybill.core.refusal.Unprocessable;
import io.waybill.platform.security.Caller;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Slice;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Webhooks as their owners see them. To anybody else they do not exist. */
@Service
class Registrations {

    static final int MOST_WEBHOOKS = 20;

    private final Webhooks webhooks;
    private final WebhookDeliveries deliveries;
    private final Dispatch dispatch;
    private final Clock clock;

    Registrations(Webhooks webhooks, WebhookDeliveries deliveries, Dispatch dispatch, Clock clock) {
        this.webhooks = webhooks;
        this.deliveries = deliveries;
        this.dispatch = dispatch;
        this.clock = clock;
    }

    /**
     * Checks whether the caller may register another webhook, before anything else is done.
     *
     * @throws Unprocessable if the caller has the maximum number of webhooks
     * @throws AccessDeniedException if the caller may not see this customer's orders
     */
    @Transactional(readOnly = true)
    public void requireRoom(Caller caller, @Nullable CustomerId customer) {
        requireMayHear(caller, customer);
        freeNumber(caller);
    }

    private static void requireMayHear(Caller caller, @Nullable CustomerId customer) {
        if (customer != null && !caller.mayActFor(customer)) {
            throw new AccessDeniedException(
                    "This token may see only the orders of customer %s".formatted(caller.customer()));
        }
    }

    /**
     * Registers a webhook.
     *
     * @param customer whose orders it reports; if null, the caller's own, or everybody's if the caller is no customer
     * @throws Unprocessable if the caller has the maximum number of webhooks
     * @throws AccessDeniedException if the caller may not see this customer's orders
     */
    @Transactional
    public Webhook register(Caller caller, @Nullable CustomerId customer, Subscription wanted) {
        requireMayHear(caller, customer);
        CustomerId about = customer != null ? customer : caller.onlyCustomer().orElse(null);
        Webhook webhook = new Webhook(caller.name(), freeNumber(caller), about, wanted, clock.instant());
        try {
            return webhooks.saveAndFlush(webhook);
        } catch (DataIntegrityViolationException e) {
            throw new Conflict("Another webhook of yours is being registered; try again");
        }
    }

    private int freeNumber(Caller caller) {
        Set<Integer> taken = new HashSet<>(webhooks.numbers(caller.name()));
        return IntStream.rangeClosed(1, MOST_WEBHOOKS)
                .filter(number -> !taken.contains(number))
                .findFirst()
                .orElseThrow(() -> new Unprocessable(List.of(
                        new FieldError("url", "You already have %d webhooks; remove one".formatted(MOST_WEBHOOKS)))));
    }

    @Transactional(readOnly = true)
    public Webhook get(Caller caller, String id) {
        return webhooks.find(id, caller.name(), only(caller)).orElseThrow(() -> unknown(id));
    }

    @Transactional(readOnly = true)
    public Page<Webhook> list(Caller caller, Pageable page) {
        return webhooks.list(caller.name(), only(caller), page);
    }

    @Transactional(readOnly = true)
    public Slice<Webhook> listAfter(Caller caller, String after, Pageable part) {
        return webhooks.listAfter(caller.name(), only(caller), after, part);
    }

    @Transactional
    public Webhook change(Caller caller, String id, Subscription wanted, boolean active) {
        Webhook webhook = lock(caller, id);
        webhook.change(wanted, active);
        return webhook;
    }

    /** Its deliveries are deleted when they are old. */
    @Transactional
    public void remove(Caller caller, String id) {
        webhooks.delete(lock(caller, id));
    }

    @Transactional
    public Webhook rotateSecret(Caller caller, String id) {
        Webhook webhook = lock(caller, id);
        webhook.rotateSecret(clock.instant());
        return webhook;
    }

    /**
     * Delivers a test event.
     *
     * @throws Conflict if the webhook is switched off
     */
    @Transactional
    public WebhookDelivery test(Caller caller, String id) {
        return dispatch.test(active(get(caller, id)));
    }

    @Transactional(readOnly = true)
    public Page<WebhookDelivery> deliveries(
            Caller caller, String id, WebhookDelivery.@Nullable Status status, Pageable page) {
        return deliveries.list(get(caller, id).id(), status, page);
    }

    @Transactional(readOnly = true)
    public Slice<WebhookDelivery> deliveriesBefore(
            Caller caller, String id, WebhookDelivery.@Nullable Status status, String before, Pageable part) {
        return deliveries.listBefore(get(caller, id).id(), status, before, part);
    }

    /**
     * Delivers it again, at once.
     *
     * @throws Conflict if the webhook is switched off
     */
    @Transactional
    public WebhookDelivery replay(Caller caller, String id, String deliveryId) {
        Webhook webhook = active(get(caller, id));
        WebhookDelivery delivery = deliveries
                .lock(deliveryId)
                .filter(found -> found.webhook().equals(webhook.id()))
                .orElseThrow(() -> new NotFound("delivery", deliveryId));
        dispatch.replay(webhook, delivery);
        return delivery;
    }

    private static Webhook active(Webhook webhook) {
        if (!webhook.isActive()) {
            throw new Conflict("The webhook is switched off");
        }
        return webhook;
    }

    private Webhook lock(Caller caller, String id) {
        return webhooks.lock(id, caller.name(), only(caller)).orElseThrow(() -> unknown(id));
    }

    private static @Nullable String only(Caller caller) {
        return caller.onlyCustomer().map(CustomerId::value).orElse(null);
    }

    private static NotFound unknown(String id) {
        return new NotFound("webhook", id);
    }
}
