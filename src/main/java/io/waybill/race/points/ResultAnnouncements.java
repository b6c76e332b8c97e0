package io.waybill.race.points;

import io.waybill.platform.outbox.Outbox;
import io.waybill.platform.queue.Events;
import io.waybill.platform.queue.Queue;
import io.waybill.race.result.ResultsChanged;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Announces changes of results: here for the points, and elsewhere for whoever else wants to know. */
@Component
class ResultAnnouncements {

    private final Outbox outbox;
    private final Events events;
    private final Clock clock;

    ResultAnnouncements(@Qualifier("outbox") Outbox outbox, Events events, Clock clock) {
        this.outbox = outbox;
        this.events = events;
        this.clock = clock;
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(ResultsChanged changed) {
        outbox.add(events.mail(Queue.RACE_RESULTS, ResultsChangedMessage.of(changed, clock.instant())));
    }
}
