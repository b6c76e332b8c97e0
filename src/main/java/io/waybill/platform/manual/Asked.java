package io.waybill.platform.manual;

import io.waybill.core.Subject;
import io.waybill.core.saga.Question;
import io.waybill.platform.engine.Job;

/** A question that a process has reached. */
record Asked(Subject subject, long job, long processInstance, String element, Question question) {

    static Asked by(Job job, Subject subject) {
        return new Asked(subject, job.key(), job.instance(), job.element(), Question.of(job.headers()));
    }
}
