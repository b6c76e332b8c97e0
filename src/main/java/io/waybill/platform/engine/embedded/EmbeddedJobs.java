package io.waybill.platform.engine.embedded;

import io.waybill.platform.engine.embedded.parking.Parking;
import io.waybill.platform.engine.embedded.parking.Parking.Place;
import java.util.Optional;
import org.operaton.bpm.engine.impl.interceptor.Session;
import org.operaton.bpm.engine.impl.interceptor.SessionFactory;
import org.operaton.bpm.engine.impl.persistence.entity.JobManager;
import org.operaton.bpm.engine.impl.persistence.entity.MessageEntity;

/** The engine's jobs. A job at which a process parks counts the failure that made it park. */
class EmbeddedJobs extends JobManager {

    private final FailedJobs failures;

    private EmbeddedJobs(FailedJobs failures) {
        this.failures = failures;
    }

    static SessionFactory factory(FailedJobs failures) {
        return new SessionFactory() {
            @Override
            public Class<?> getSessionType() {
                return JobManager.class;
            }

            @Override
            public Session openSession() {
                return new EmbeddedJobs(failures);
            }
        };
    }

    @Override
    public void send(MessageEntity job) {
        Optional<Place> place = Parking.place(job.getActivityId());
        if (place.isPresent()) {
            // Not given to the job executor at once: it waits for its next try.
            job.insert();
            failures.parked(job, place.get().failure());
        } else {
            super.send(job);
        }
    }
}
