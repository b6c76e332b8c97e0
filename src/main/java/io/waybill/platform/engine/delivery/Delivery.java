package io.waybill.platform.engine.delivery;

import io.waybill.platform.engine.EngineName;
import io.waybill.platform.engine.Engines;
import io.waybill.platform.engine.Gone;
import io.waybill.platform.engine.Message;
import io.waybill.platform.engine.ProcessInstances;
import io.waybill.platform.engine.Starts;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Delivers messages and stops from the outbox to the engines. */
@Component
class Delivery {

    private static final Logger log = LoggerFactory.getLogger(Delivery.class);

    private final Engines engines;
    private final ProcessInstances instances;
    private final ObjectProvider<Starts> starts;

    Delivery(Engines engines, ProcessInstances instances, ObjectProvider<Starts> starts) {
        this.engines = engines;
        this.instances = instances;
        this.starts = starts;
    }

    /**
     * Starts an instance, unless another engine has it, or an earlier copy of the message started it (the engine may
     * have deleted that copy by now).
     */
    void start(Message message) {
        if (starts.stream().allMatch(owner -> owner.isWanted(message)) && !isElsewhere(message)) {
            engines.requireDeployed();
            engines.current().deliver(message);
        }
    }

    private boolean isElsewhere(Message start) {
        return engines.all().size() > 1
                && instances.enginesOf(start.key()).stream()
                        .anyMatch(having -> having != engines.current().name());
    }

    /**
     * Delivers a message to the engine that has the instance. If none is known to have it, every engine gets the
     * message and keeps it for its time-to-live only: Waybill does not know an instance before its first step.
     */
    void publish(Message message) {
        engines.requireDeployed();
        Set<EngineName> having = message.businessKey() == null || engines.all().size() == 1
                ? Set.of()
                : instances.enginesOf(message.businessKey());
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
