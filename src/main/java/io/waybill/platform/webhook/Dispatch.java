package io.waybill.platform.webhook;

import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import io.waybill.core.Progressed;
import io.waybill.core.Subject;
import io.waybill.platform.outbox.Outbox;
import io.waybill.platform.process.Processes;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Stores what is to be delivered, in the transaction of the change that it reports. */
@Service
class Dispatch {

    private final JdbcClient db;
    private final Webhooks webhooks;
    private final WebhookDeliveries deliveries;
    private final Outbox outbox;
    private final CustomTask<Attempt> task;
    private final Processes processes;
    private final InWords words;
    private final JsonMapper json;
    private final Clock clock;

    Dispatch(
            JdbcClient db,
            Webhooks webhooks,
            WebhookDeliveries deliveries,
            @Qualifier("webhookOutbox") Outbox outbox,
            @Qualifier("webhookTask") CustomTask<Attempt> task,
            Processes processes,
            InWords words,
            JsonMapper json,
            Clock clock) {
        this.db = db;
        this.webhooks = webhooks;
        this.deliveries = deliveries;
        this.outbox = outbox;
        this.task = task;
        this.processes = processes;
        this.words = words;
        this.json = json;
        this.clock = clock;
    }

    private record Addressed(Webhook webhook, WebhookDelivery delivery) {}

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(Progressed progressed) {
        Set<String> customers =
                progressed.all().stream().map(made -> made.customer().value()).collect(Collectors.toSet());
        if (anybodyListens(customers)) {
            List<Webhook> candidates = webhooks.activeFor(customers);
            add(progressed.all().stream()
                    .flatMap(made -> {
                        Event event = Event.of(processes.of(made.subject()), made);
                        return candidates.stream()
                                .filter(webhook -> webhook.wants(made.customer(), event.type()))
                                .map(webhook -> addressed(webhook, made.subject(), event));
                    })
                    .toList());
        }
    }

    /** Runs at each step of each subject, mostly without a match, so it loads no entities. */
    private boolean anybodyListens(Set<String> customers) {
        return db.sql("""
                        select exists (select 1 from webhook
                          where active and (customer_id in (:customers) or customer_id is null))""").param("customers", customers).query(Boolean.class).single();
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public WebhookDelivery test(Webhook webhook) {
        Addressed test = addressed(webhook, null, Event.test(webhook.id(), clock.instant()));
        add(List.of(test));
        return test.delivery();
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void replay(Webhook webhook, WebhookDelivery delivery) {
        delivery.replay(clock.instant());
        outbox.addAll(List.of(attempt(new Addressed(webhook, delivery))));
    }

    private Addressed addressed(Webhook webhook, @Nullable Subject subject, Event event) {
        return new Addressed(
                webhook,
                new WebhookDelivery(
                        webhook.id(),
                        event.type(),
                        subject,
                        json.writeValueAsString(webhook.format().body(event, words)),
                        clock.instant()));
    }

    private void add(List<Addressed> fresh) {
        deliveries.saveAll(fresh.stream().map(Addressed::delivery).toList());
        outbox.addAll(fresh.stream().<TaskInstance<?>>map(this::attempt).toList());
    }

    private TaskInstance<Attempt> attempt(Addressed to) {
        WebhookDelivery delivery = to.delivery();
        Attempt attempt = new Attempt(
                delivery.id().value(), delivery.round(), to.webhook().owner());
        return task.instance(attempt.key(), attempt);
    }
}
