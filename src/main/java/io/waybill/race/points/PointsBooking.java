package io.waybill.race.points;

import io.waybill.core.saga.Decides;
import io.waybill.platform.engine.Engines;
import io.waybill.platform.queue.MalformedMessage;
import io.waybill.race.RaceId;
import io.waybill.race.points.PointsLedger.Standing;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Books what the results of a race earn. A changed result may change the places of others, so all places are compared with
 * those that were booked. What was decided for a place stays, although the decision may have another version by then.
 */
@Service
class PointsBooking {

    static final String DECISION = "race-points";

    private final PointsLedger ledger;
    private final Engines engines;

    PointsBooking(PointsLedger ledger, Engines engines) {
        this.ledger = ledger;
        this.engines = engines;
    }

    /**
     * Books the differences that a change has made. Does nothing for an event that was booked before.
     *
     * @throws io.waybill.platform.engine.EngineRefused if the decision gives no whole number
     * @throws io.waybill.platform.engine.EngineUnavailable if the engine is down
     */
    @Transactional
    public void book(String event, RaceId race) {
        int metres = ledger.lock(race).orElseThrow(() -> new MalformedMessage("There is no race " + race));
        if (ledger.isNew(event, race)) {
            List<Standing> outdated =
                    ledger.standings(race).stream().filter(Standing::isOutdated).toList();
            for (Standing standing : outdated) {
                Integer place = standing.place();
                int points = place == null ? 0 : points(place, metres);
                if (points != standing.booked()) {
                    ledger.book(event, race, standing.runner(), points - standing.booked());
                }
                if (place != null) {
                    ledger.decided(race, standing.runner(), place, points);
                }
            }
        }
    }

    @Decides(
            decision = DECISION,
            inputs = {"place", "metres"})
    int points(int place, int metres) {
        Object answer = engines.current().decide(DECISION, Map.of("place", place, "metres", metres));
        if (answer instanceof Number number && number.doubleValue() == Math.rint(number.doubleValue())) {
            return Math.toIntExact(number.longValue());
        }
        throw new IllegalStateException("The decision %s answers %s for place %d over %d m, which is no whole number"
                .formatted(DECISION, answer, place, metres));
    }
}
