package io.waybill.platform.engine.embedded;

import io.waybill.platform.engine.Message;
import io.waybill.platform.engine.embedded.parking.AlreadyStarted;
import io.waybill.platform.engine.embedded.parking.Parking;
import io.waybill.platform.engine.embedded.parking.Stretches;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.operaton.bpm.engine.RuntimeService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Delivers messages to the instances that wait for them. A delivery keeps the message, commits, and then looks for an
 * instance that has begun to wait. An instance that begins to wait commits, and then a kept message is looked for. So
 * no message is missed, whichever comes first. If a crash prevents either look, a scheduled check makes up for it.
 */
@Component
class MessageDelivery {

    private static final Logger log = LoggerFactory.getLogger(MessageDelivery.class);

    private final RuntimeService runtime;
    private final JdbcClient db;
    private final KeptMessages kept;
    private final Stretches stretches;

    MessageDelivery(RuntimeService runtime, JdbcClient db, KeptMessages kept, Stretches stretches) {
        this.runtime = runtime;
        this.db = db;
        this.kept = kept;
        this.stretches = stretches;
    }

    void deliver(Message message) {
        String event = message.name() + "/" + message.key();
        try {
            boolean missed = stretches.run(() -> take(event, message));
            if (missed) {
                handOver(event);
            }
        } catch (AlreadyStarted e) {
            log.debug("{} starts nothing: {}", event, e.getMessage());
        }
    }

    /** Returns true if no instance waits for the message yet and it is kept. */
    private boolean take(String event, Message message) {
        boolean keeps = message.keep().isPositive();
        if (keeps && !kept.add(event, message)) {
            return false;
        }
        Optional<Waiting> waiting = waitingFor(message.name(), event);
        waiting.ifPresent(one -> {
            if (one.isStart()) {
                start(message);
            } else {
                goOn(one, message.variables());
            }
        });
        if (keeps && waiting.isEmpty()) {
            kept.setTaken(event, message.id(), false);
        }
        return keeps && waiting.isEmpty();
    }

    /** What waits for an event: an instance, or a process that starts with it. */
    private record Waiting(String event, String execution) {

        boolean isStart() {
            return execution.isEmpty();
        }
    }

    /** Waiting instances come before a process that would start. If several waits match, only one gets the message. */
    private Optional<Waiting> waitingFor(String name, String event) {
        return db.sql("""
                        select EVENT_NAME_ as event, coalesce(EXECUTION_ID_, '') as execution from ACT_RU_EVENT_SUBSCR
                        where EVENT_NAME_ in (:event, :name) and EVENT_TYPE_ = 'message'
                        order by EXECUTION_ID_ is null, CREATED_, ID_ limit 1""")
                .param("event", event)
                .param("name", name)
                .query(Waiting.class)
                .optional();
    }

    private void start(Message message) {
        if (kept.isKeptFor(message.key())) {
            Parking.beforeItsFirstStep();
        }
        runtime.createMessageCorrelation(message.name())
                .processInstanceBusinessKey(message.key())
                .setVariables(message.variables())
                .correlateStartMessage();
    }

    private void goOn(Waiting waiting, Map<String, Object> variables) {
        runtime.messageEventReceived(waiting.event(), waiting.execution(), variables);
    }

    /** Delivers the kept messages of these events, as far as instances wait for them. */
    void handOverKeptOf(Collection<String> events) {
        kept.keptOf(events).forEach(this::handOverNowOrLater);
    }

    /** What fails now is found again by {@link #handOverWhatWasMissed}. */
    private void handOverNowOrLater(String event) {
        try {
            handOver(event);
        } catch (RuntimeException e) {
            log.warn("The message {} could not be delivered and will be retried: {}", event, e.toString());
        }
    }

    private void handOver(String event) {
        BooleanSupplier next = () -> kept.lockNext(event)
                .flatMap(message -> waitingFor("", event).map(waiting -> {
                    kept.taken(message);
                    goOn(waiting, message.variables());
                    return message;
                }))
                .isPresent();
        boolean more = true;
        while (more) {
            more = stretches.run(next::getAsBoolean);
        }
    }

    @Scheduled(fixedDelay = 2, timeUnit = TimeUnit.SECONDS)
    void handOverWhatWasMissed() {
        kept.missed().forEach(this::handOverNowOrLater);
    }

    @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.MINUTES)
    void deleteExpired() {
        kept.deleteExpired();
    }
}
