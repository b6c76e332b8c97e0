package io.waybill.platform.repair;

import io.waybill.core.Subject;
import io.waybill.core.refusal.Conflict;
import io.waybill.core.refusal.NotFound;
import io.waybill.platform.security.Caller;
import java.util.List;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Slice;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What is stuck of a subject, for the business that owns it. */
@Service
public class Stuck {

    private final Incidents incidents;
    private final Repairs repairs;
    private final DeadLetterRepairs letters;

    Stuck(Incidents incidents, Repairs repairs, DeadLetterRepairs letters) {
        this.incidents = incidents;
        this.repairs = repairs;
        this.letters = letters;
    }

    /** The incidents of a subject before this one, newest first. */
    @Transactional(readOnly = true)
    public Slice<IncidentView> incidents(Subject subject, long before, Pageable part) {
        return incidents
                .list(before, subject.process(), subject.key(), null, part)
                .map(IncidentView::of);
    }

    /**
     * Retries every step with an open incident.
     *
     * @throws NotFound if there is no such subject
     * @throws Conflict if there is no open incident
     */
    @Transactional
    public List<IncidentView> retryAll(Subject subject, Caller caller, String why) {
        return repairs.retryAll(subject, caller, why).stream()
                .map(IncidentView::of)
                .toList();
    }

    /** The dead letters that name a business key, among the first 100 of each queue. */
    public List<DeadLetterView> deadLetters(String key) {
        return letters.list(null, key);
    }
}
