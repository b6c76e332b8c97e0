package io.waybill.platform.engine.embedded.dialect.behavior;

import io.waybill.platform.engine.embedded.dialect.feel.Feel;
import io.waybill.platform.engine.embedded.dialect.feel.Names;
import org.operaton.bpm.engine.impl.bpmn.behavior.ErrorEndEventActivityBehavior;
import org.operaton.bpm.engine.impl.bpmn.behavior.ThrowEscalationEventActivityBehavior;
import org.operaton.bpm.engine.impl.bpmn.parser.Escalation;
import org.operaton.bpm.engine.impl.pvm.delegate.ActivityBehavior;

/** Events that throw an error or escalation whose code is an expression. */
final class Coded {

    private Coded() {}

    static ActivityBehavior error(String code) {
        return execution ->
                new ErrorEndEventActivityBehavior(Feel.text(code, Names.of(execution)), null).execute(execution);
    }

    static ActivityBehavior escalation(String code) {
        return execution -> {
            Escalation escalation = new Escalation(code);
            escalation.setEscalationCode(Feel.text(code, Names.of(execution)));
            new ThrowEscalationEventActivityBehavior(escalation).execute(execution);
        };
    }
}
