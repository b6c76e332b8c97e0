package io.waybill.manual;

import io.camunda.client.api.response.ActivatedJob;
import io.waybill.core.OrderId;
import io.waybill.core.saga.Question;

/** A question that a process has come to. */
record Asked(OrderId order, long job, long processInstance, String element, Question question) {

    static Asked by(ActivatedJob job, OrderId order) {
        return new Asked(
                order,
                job.getKey(),
                job.getProcessInstanceKey(),
                job.getElementId(),
                Question.of(job.getCustomHeaders()));
    }
}
