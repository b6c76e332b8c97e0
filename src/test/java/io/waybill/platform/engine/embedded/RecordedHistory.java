package io.waybill.platform.engine.embedded;

import java.util.ArrayList;
import java.util.List;
import org.operaton.bpm.engine.impl.history.AbstractHistoryLevel;
import org.operaton.bpm.engine.impl.history.HistoryLevel;
import org.operaton.bpm.engine.impl.history.event.HistoricActivityInstanceEventEntity;
import org.operaton.bpm.engine.impl.history.event.HistoricProcessInstanceEventEntity;
import org.operaton.bpm.engine.impl.history.event.HistoryEvent;
import org.operaton.bpm.engine.impl.history.event.HistoryEventType;
import org.operaton.bpm.engine.impl.history.event.HistoryEventTypes;
import org.operaton.bpm.engine.impl.history.handler.HistoryEventHandler;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Keeps in memory what the embedded engine does, once it is committed. Its tables have no history. */
public final class RecordedHistory implements HistoryEventHandler {

    private final List<Passed> passed = new ArrayList<>();

    /** How far an element got. */
    public enum What {
        BEGUN,
        DONE,
        STOPPED
    }

    /**
     * An element that was passed, or the process itself.
     *
     * @param id identifies this run of the element
     * @param type such as {@code serviceTask}; {@code process} for an instance
     */
    public record Passed(What what, String instance, String element, String type, String id) {}

    /** In the order in which it happened. */
    public synchronized List<Passed> all() {
        return List.copyOf(passed);
    }

    public synchronized void forget() {
        passed.clear();
    }

    /** Adds an entry if the transaction commits. */
    public void add(Passed one) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                synchronized (RecordedHistory.this) {
                    passed.add(one);
                }
            }
        });
    }

    HistoryLevel level() {
        return new AbstractHistoryLevel() {
            @Override
            public int getId() {
                return HistoryLevel.HISTORY_LEVEL_NONE.getId();
            }

            @Override
            public String getName() {
                return HistoryLevel.HISTORY_LEVEL_NONE.getName();
            }

            @Override
            public boolean isHistoryEventProduced(HistoryEventType type, Object entity) {
                return type == HistoryEventTypes.ACTIVITY_INSTANCE_START
                        || type == HistoryEventTypes.ACTIVITY_INSTANCE_END
                        || type == HistoryEventTypes.PROCESS_INSTANCE_START
                        || type == HistoryEventTypes.PROCESS_INSTANCE_END;
            }
        };
    }

    @Override
    public void handleEvent(HistoryEvent event) {
        boolean ends = event.getEventType().equals("end");
        if (event instanceof HistoricActivityInstanceEventEntity element) {
            add(new Passed(
                    !ends ? What.BEGUN : element.isCanceled() ? What.STOPPED : What.DONE,
                    element.getProcessInstanceId(),
                    element.getActivityId(),
                    element.getActivityType(),
                    element.getActivityInstanceId()));
        } else if (event instanceof HistoricProcessInstanceEventEntity instance) {
            add(new Passed(
                    !ends ? What.BEGUN : "COMPLETED".equals(instance.getState()) ? What.DONE : What.STOPPED,
                    instance.getProcessInstanceId(),
                    instance.getProcessDefinitionKey(),
                    "process",
                    instance.getProcessInstanceId()));
        }
    }

    @Override
    public void handleEvents(List<HistoryEvent> events) {
        events.forEach(this::handleEvent);
    }
}
