package io.waybill.platform.engine.embedded;

import java.time.Instant;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.operaton.bpm.engine.ProcessEngine;
import org.operaton.bpm.engine.runtime.Job;
import org.operaton.bpm.engine.runtime.JobQuery;
import org.operaton.bpm.engine.spring.SpringProcessEngineConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/**
 * The embedded engine of a whole Waybill, whose timers and kept messages have their turn when the test says so. Not
 * annotated as a configuration, so that no scan finds it in other tests.
 */
public class EngineByHand {

    private final Set<String> begun = ConcurrentHashMap.newKeySet();

    @Bean
    @Primary
    Consumer<Set<String>> noteWaitsThatBegin() {
        return begun::addAll;
    }

    @Bean
    public Turns turns(ProcessEngine engine, SpringProcessEngineConfiguration operaton, MessageDelivery messages) {
        return new Turns(engine, operaton, messages);
    }

    /** What the test has a hold of. */
    public final class Turns {

        private final ProcessEngine engine;
        private final SpringProcessEngineConfiguration operaton;
        private final MessageDelivery messages;

        Turns(ProcessEngine engine, SpringProcessEngineConfiguration operaton, MessageDelivery messages) {
            this.engine = engine;
            this.operaton = operaton;
            this.messages = messages;
        }

        /** From now on no timer fires by itself. */
        public void take() {
            operaton.getJobExecutor().shutdown();
        }

        /** Does all that is due now. Returns whether there was anything. */
        public boolean run(Instant now) {
            Set<String> events = new HashSet<>(begun);
            begun.removeAll(events);
            if (!events.isEmpty()) {
                messages.handOverKeptOf(events);
            }
            List<Job> due = open().list().stream()
                    .filter(job -> job.getProcessInstanceId() != null)
                    .filter(job -> job.getDuedate() == null
                            || !job.getDuedate().toInstant().isAfter(now))
                    .toList();
            due.forEach(this::execute);
            return !events.isEmpty() || !due.isEmpty();
        }

        private void execute(Job job) {
            try {
                engine.getManagementService().executeJob(job.getId());
            } catch (RuntimeException failed) {
                // The engine retries it later or raises an incident.
            }
        }

        private JobQuery open() {
            return engine.getManagementService().createJobQuery().withRetriesLeft();
        }

        /** When the next timer of an instance is due. */
        public Optional<Instant> next() {
            return open().list().stream()
                    .filter(job -> job.getProcessInstanceId() != null)
                    .map(Job::getDuedate)
                    .filter(due -> due != null)
                    .map(Date::toInstant)
                    .min(Instant::compareTo);
        }
    }
}
