package io.waybill.platform.repair;

import io.waybill.core.OrderId;
import io.waybill.core.StepTaken;
import io.waybill.core.refusal.NotFound;
import io.waybill.platform.outbox.Outbox;
import io.waybill.platform.process.Standing;
import io.waybill.platform.process.Subjects;
import io.waybill.platform.queue.DeadLetter;
import io.waybill.platform.queue.DeadLetters;
import io.waybill.platform.queue.Queue;
import io.waybill.platform.queue.QueueSender;
import io.waybill.platform.security.Caller;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.databind.json.JsonMapper;

/**
 * What operators do about dead letters. A letter is taken, then the repair commits, then the letter is removed. After a
 * crash in between it is still there; a receiver drops the second copy.
 */
@Service
class DeadLetterRepairs {

    private static final Logger log = LoggerFactory.getLogger(DeadLetterRepairs.class);

    private final DeadLetters letters;
    private final Subjects subjects;
    private final Outbox outbox;
    private final QueueSender sender;
    private final ApplicationEventPublisher events;
    private final JsonMapper json;

    DeadLetterRepairs(
            DeadLetters letters,
            Subjects subjects,
            @Qualifier("outbox") Outbox outbox,
            QueueSender sender,
            ApplicationEventPublisher events,
            JsonMapper json) {
        this.letters = letters;
        this.subjects = subjects;
        this.outbox = outbox;
        this.sender = sender;
        this.events = events;
        this.json = json;
    }

    /** Dead letters of one queue or all, and of one order or any. */
    List<DeadLetterView> list(@Nullable String queue, @Nullable String order) {
        List<String> queues = Queue.ALL.stream()
                .filter(name -> queue == null || name.equals(queue))
                .toList();
        return letters.of(queues).stream()
                .map(this::view)
                .filter(letter -> order == null || order.equals(letter.orderId()))
                .toList();
    }

    private DeadLetterView view(DeadLetter letter) {
        return DeadLetterView.of(letter, Contents.of(letter.body(), json));
    }

    /**
     * Sends it to its queue again.
     *
     * @throws NotFound if it is not there
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public DeadLetterView redrive(String queue, String messageId, Caller caller, String why) {
        DeadLetter letter = take(queue, messageId);
        note(letter, "dead-letter.redrive", caller, why);
        outbox.add(sender.again(queue, "redriven:" + messageId, letter.body()));
        return view(letter);
    }

    /**
     * Drops it for good.
     *
     * @throws NotFound if it is not there
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public DeadLetterView drop(String queue, String messageId, Caller caller, String why) {
        DeadLetter letter = take(queue, messageId);
        note(letter, "dead-letter.drop", caller, why);
        return view(letter);
    }

    private DeadLetter take(String queue, String messageId) {
        if (!Queue.ALL.contains(queue)) {
            throw new NotFound("queue", queue);
        }
        DeadLetter letter = letters.take(queue, messageId).orElseThrow(() -> new NotFound("dead letter", messageId));
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCompletion(int status) {
                if (status == STATUS_COMMITTED) {
                    letters.remove(letter);
                } else {
                    letters.putBack(letter);
                }
            }
        });
        return letter;
    }

    private void note(DeadLetter letter, String step, Caller caller, String why) {
        log.info("{} of {} on {} by {}: {}", step, letter.messageId(), letter.queue(), caller.name(), why);
        OrderId order = Contents.of(letter.body(), json).order();
        if (order != null && subjects.standing(order.subject()) != Standing.UNKNOWN) {
            events.publishEvent(StepTaken.done(order.subject(), step, "%s: %s".formatted(caller.name(), why)));
        }
    }
}
