package io.waybill.platform.engine.delivery;

import io.waybill.core.Subject;
import io.waybill.platform.engine.EngineName;
import io.waybill.platform.engine.Engines;
import io.waybill.platform.engine.Gone;
import io.waybill.platform.engine.Message;
import io.waybill.platform.engine.ProcessInstances;
import io.waybill.platform.process.BusinessProcess;
import io.waybill.platform.process.Processes;
import io.waybill.platform.process.Subjects;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Delivers messages and stops from the outbox to the engines. */
@Component
class Delivery {

    private static final Logger log = LoggerFactory.getLogger(Delivery.class);

    private final Engines engines;
    private final ProcessInstances instances;
    private final Processes processes;
    private final Subjects subjects;

    Delivery(Engines engines, ProcessInstances instances, Processes processes, Subjects subjects) {
        this.engines = engines;
        this.instances = instances;
        this.processes = processes;
        this.subjects = subjects;
    }

    /**
     * Starts an instance, unless another engine has it, or an earlier copy of the message started it (the engine may
     * have deleted that copy by now).
     */
    void start(Message message) {
        BusinessProcess process = processes.startedBy(message.name());
        boolean isAgain = message.keep().isZero();
        if (subjects.isStartWanted(process, message.key(), isAgain) && !isElsewhere(process.subject(message.key()))) {
            engines.requireDeployed();
            engines.current().deliver(message);
        }
    }

    private boolean isElsewhere(Subject subject) {
        return engines.all().size() > 1
                && instances.enginesOf(subject).stream()
                        .anyMatch(having -> having != engines.current().name());
    }

    /**
     * Delivers a message to the engine that has the instance. If none is known to have it, every engine gets the
     * message and keeps it for its time-to-live only: Waybill does not know an instance before its first step.
     */
    void publish(Message message) {
        engines.requireDeployed();
        Set<EngineName> having = engines.all().size() == 1
                ? Set.of()
                : message.subject().map(instances::enginesOf).orElse(Set.of());
        if (having.isEmpty()) {
            engines.all().forEach(engine -> engine.deliver(message));
        } else {
            // Not EngineUnavailable: that would hold up the messages to all other instances, too.
            having.forEach(name -> engines.find(name)
                    .orElseThrow(() -> new IllegalStateException(Engines.missing(name)))
                    .deliver(message));
        }
    }

    void stop(long instance) {
        try {
            engines.of(instance).stop(instance);
        } catch (Gone e) {
            log.debug("Process instance {} has already ended", instance, e);
        }
    }
}
