package io.waybill.race.entry;

import io.camunda.client.annotation.JobWorker;
import io.camunda.client.annotation.Variable;
import io.waybill.core.saga.Step;
import io.waybill.core.saga.Step.Kind;
import org.springframework.stereotype.Component;

@Component
public class PlaceWorker {

    private final RacePlaces places;

    PlaceWorker(RacePlaces places) {
        this.places = places;
    }

    @Step(
            name = "Take place",
            does =
                    "Takes a place in the race; if it is full, puts the entry on the waiting list. Answers whether it has a place.",
            kind = Kind.COMPENSATABLE,
            undo = Steps.RELEASE_PLACE,
            effectIf = "placed")
    @JobWorker(type = Steps.TAKE_PLACE)
    public Placed take(@Variable String entryId) {
        return new Placed(places.take(EntryId.of(entryId)));
    }

    @Step(
            name = "Confirm place",
            does = "Confirms the place of an entry that waited for one. Answers whether it has a place by now.",
            kind = Kind.NO_EFFECT,
            effectIf = "placed",
            completes = Steps.TAKE_PLACE)
    @JobWorker(type = Steps.CONFIRM_PLACE)
    public Placed confirm(@Variable String entryId) {
        return new Placed(places.confirm(EntryId.of(entryId)));
    }

    @Step(
            name = "Release place",
            does = "Gives the place to the first on the waiting list, or takes the entry off that list.",
            kind = Kind.UNDO)
    @JobWorker(type = Steps.RELEASE_PLACE)
    public void release(@Variable String entryId) {
        places.release(EntryId.of(entryId));
    }

    public record Placed(boolean placed) {}
}
