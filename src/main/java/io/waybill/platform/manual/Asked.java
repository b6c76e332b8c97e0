package io.waybill.platform.manual;

import io.waybill.core.OrderId;
import io.waybill.core.saga.Question;
import io.waybill.platform.engine.Job;

/** A question that a process has reached. */
record Asked(OrderId order, long job, long processInstance, String element, Question question) {

    static Asked by(Job job, OrderId order) {
        return new Asked(order, job.key(), job.instance(), job.element(), Question.of(job.headers()));
    }
}
