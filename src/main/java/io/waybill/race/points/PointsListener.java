package io.waybill.race.points;

import io.awspring.cloud.sqs.annotation.SqsListener;
import io.waybill.platform.queue.MalformedMessage;
import io.waybill.platform.queue.Queue;
import io.waybill.platform.queue.QueueReader;
import io.waybill.race.RaceId;
import org.springframework.stereotype.Component;

/** Hears of changed results. */
@Component
class PointsListener {

    private final PointsBooking booking;
    private final QueueReader reader;

    PointsListener(PointsBooking booking, QueueReader reader) {
        this.booking = booking;
        this.reader = reader;
    }

    @SqsListener(Queue.RACE_RESULTS)
    void take(String body) {
        ResultsChangedMessage changed = reader.read(
                body, ResultsChangedMessage.TYPE, ResultsChangedMessage.VERSION, ResultsChangedMessage.class);
        RaceId race = RaceId.parse(changed.raceId()).orElseThrow(() -> new MalformedMessage("No race id"));
        booking.book(changed.id(), race);
    }
}
