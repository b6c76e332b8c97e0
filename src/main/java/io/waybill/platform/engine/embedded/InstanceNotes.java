package io.waybill.platform.engine.embedded;

import io.waybill.core.Subject;
import io.waybill.core.Utc;
import io.waybill.platform.engine.embedded.parking.AlreadyStarted;
import java.time.Clock;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;
import org.operaton.bpm.engine.delegate.ExecutionListener;
import org.operaton.bpm.engine.impl.bpmn.parser.BpmnParseListener;
import org.operaton.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.operaton.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.operaton.bpm.engine.impl.util.xml.Element;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Notes each instance when it begins, once for a business key (law 8), and when it ends. */
@Component
class InstanceNotes implements BpmnParseListener {

    private final JdbcClient db;
    private final Clock clock;

    InstanceNotes(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    @Override
    public void parseProcess(Element element, ProcessDefinitionEntity process) {
        process.addListener(
                ExecutionListener.EVENTNAME_START, (ExecutionListener) instance -> begun((ExecutionEntity) instance));
        process.addListener(
                ExecutionListener.EVENTNAME_END, (ExecutionListener) instance -> ended((ExecutionEntity) instance));
    }

    /** What an instance is about, or the one that called it; null if that has no business key. */
    static @Nullable Subject subjectOf(ExecutionEntity execution) {
        ExecutionEntity instance = execution.getProcessInstance();
        while (instance.getSuperExecution() != null) {
            instance = instance.getSuperExecution().getProcessInstance();
        }
        String key = instance.getBusinessKey();
        return key == null ? null : new Subject(instance.getProcessDefinition().getKey(), key);
    }

    private void begun(ExecutionEntity instance) {
        Subject subject = subjectOf(instance);
        if (instance.getSuperExecution() == null && subject != null && insert(instance, subject) == 0) {
            throw new AlreadyStarted(subject.toString());
        }
    }

    private int insert(ExecutionEntity instance, Subject subject) {
        return db.sql("""
                        insert ignore into process_instance
                          (instance_key, definition_key, process_id, order_id, seen_at)
                        values (?, ?, ?, ?, ?)""")
                .params(
                        Long.parseLong(instance.getProcessInstanceId()),
                        Definitions.key(instance.getProcessDefinitionId()),
                        subject.process(),
                        subject.key(),
                        now())
                .update();
    }

    private void ended(ExecutionEntity instance) {
        if (instance.getSuperExecution() == null) {
            db.sql("update process_instance set ended_at = ? where instance_key = ?")
                    .params(now(), Long.parseLong(instance.getProcessInstanceId()))
                    .update();
        }
    }

    private LocalDateTime now() {
        return Utc.of(clock.instant());
    }
}
