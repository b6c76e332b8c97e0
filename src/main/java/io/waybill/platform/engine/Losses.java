package io.waybill.platform.engine;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Finds out whether an engine has lost everything (law 12). */
@Service
public class Losses {

    /** Many, because a few may be gone only since somebody ended them in Operate. */
    private static final int INSTANCES_ASKED_FOR = 100;

    private final Engines engines;
    private final ProcessInstances instances;
    private final ApplicationEventPublisher events;

    Losses(Engines engines, ProcessInstances instances, ApplicationEventPublisher events) {
        this.engines = engines;
        this.instances = instances;
        this.events = events;
    }

    /**
     * Whether an engine has lost all definitions that were deployed last, and all instances.
     *
     * @param definitions the keys of those definitions, at least one
     * @throws EngineUnavailable if the engine does not respond
     */
    public boolean isEmptied(EngineName engine, Collection<Long> definitions) {
        Engine asked = engines.of(engine.firstKey());
        if (definitions.stream().anyMatch(asked::knows)) {
            return false;
        }
        List<Long> some = instances.someOf(engine, INSTANCES_ASKED_FOR);
        return asked.gone(some).equals(new HashSet<>(some));
    }

    /** Records the loss and publishes {@link EngineEmptied}. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void emptied(EngineName engine) {
        instances.allEnded(engine);
        events.publishEvent(new EngineEmptied(engine));
    }
}
