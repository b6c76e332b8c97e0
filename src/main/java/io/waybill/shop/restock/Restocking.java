package io.waybill.shop.restock;

import io.waybill.core.GoodsRestocked;
import io.waybill.core.ItemId;
import io.waybill.core.RestockAnswered;
import io.waybill.core.Texts;
import io.waybill.platform.outbox.Outbox;
import io.waybill.platform.queue.MalformedMessage;
import io.waybill.platform.queue.Queue;
import io.waybill.platform.queue.QueueSender;
import io.waybill.shop.restock.RestockBooks.Added;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Has the factories make what is low, and puts what they make into stock. */
@Service
class Restocking {

    private static final Logger log = LoggerFactory.getLogger(Restocking.class);

    private static final int LONGEST_REASON = 500;

    private final RestockBooks books;
    private final Outbox outbox;
    private final QueueSender queue;
    private final ApplicationEventPublisher events;
    private final RestockSettings settings;
    private final Clock clock;

    Restocking(
            RestockBooks books,
            Outbox outbox,
            QueueSender queue,
            ApplicationEventPublisher events,
            RestockSettings settings,
            Clock clock) {
        this.books = books;
        this.outbox = outbox;
        this.queue = queue;
        this.events = events;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Asks the factories for each low item, up to its target, and returns for how many. An item that is being restocked, or
     * whose restock has just failed, is left out. At most so many at once that the transaction stays short.
     */
    @Transactional
    public int requestWhatIsLow() {
        Instant now = clock.instant();
        books.closeUnanswered(now.minus(settings.giveUpAfter()), "The factory did not answer", now);
        Instant failed = now.minus(settings.againAfter());
        List<Added> added = books.add(books.low(failed, settings.atOnce()), failed, now);
        outbox.addAll(List.copyOf(added.stream()
                .map(one -> queue.mail(Queue.PRODUCTION_REQUESTS, RestockRequested.of(one.restock(), one.itemName())))
                .toList()));
        added.forEach(one -> log.info(
                "Item {} is low: factory {} was asked for {}",
                one.restock().itemId(),
                one.restock().factoryId(),
                one.restock().quantity()));
        return added.size();
    }

    /** What was made goes to stock, even if it was no longer waited for. */
    @EventListener
    @Transactional
    public void on(RestockAnswered answer) {
        Restock restock = books.lock(answer.restock())
                .orElseThrow(() -> new MalformedMessage("Restock %s was never requested".formatted(answer.restock())));
        String failure = answer.failure();
        if (failure == null && restock.status() != RestockStatus.MADE) {
            books.close(restock, RestockStatus.MADE, null, clock.instant());
            events.publishEvent(new GoodsRestocked(answer.restock(), new ItemId(restock.itemId()), restock.quantity()));
        } else if (failure != null && restock.status() == RestockStatus.REQUESTED) {
            log.warn("Item {} cannot be restocked: {}", restock.itemId(), failure);
            books.close(restock, RestockStatus.FAILED, Texts.shortened(failure, LONGEST_REASON), clock.instant());
        }
    }
}
