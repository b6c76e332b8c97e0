package io.waybill.shop.restock;

import io.camunda.client.annotation.JobWorker;
import io.waybill.core.saga.Step;
import io.waybill.core.saga.Step.Kind;
import org.springframework.stereotype.Component;

@Component
public class RestockWorker {

    private final Restocking restocking;

    RestockWorker(Restocking restocking) {
        this.restocking = restocking;
    }

    @Step(
            name = "Request what is low",
            does = "Asks the factories for each item below its reorder level, up to its target, unless that was done"
                    + " already. Answers for how many items.",
            kind = Kind.NO_EFFECT)
    @JobWorker(type = Steps.REQUEST)
    public Answer request() {
        return new Answer(restocking.requestWhatIsLow());
    }

    public record Answer(int requested) {}
}
