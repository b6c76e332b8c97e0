package io.waybill.platform.engine.embedded.dialect.behavior;

import io.waybill.platform.engine.embedded.dialect.loop.Loop;
import io.waybill.platform.engine.embedded.dialect.translation.ElementInfo;
import io.waybill.platform.engine.embedded.dialect.translation.ElementParts;
import io.waybill.platform.engine.embedded.dialect.translation.Marks;
import io.waybill.platform.engine.embedded.dialect.translation.Translation;
import java.io.InputStream;
import java.util.Map;
import org.operaton.bpm.engine.delegate.ExecutionListener;
import org.operaton.bpm.engine.impl.bpmn.behavior.CallActivityBehavior;
import org.operaton.bpm.engine.impl.bpmn.behavior.ErrorEndEventActivityBehavior;
import org.operaton.bpm.engine.impl.bpmn.behavior.SequentialMultiInstanceActivityBehavior;
import org.operaton.bpm.engine.impl.bpmn.behavior.ServiceTaskDelegateExpressionActivityBehavior;
import org.operaton.bpm.engine.impl.bpmn.behavior.ThrowEscalationEventActivityBehavior;
import org.operaton.bpm.engine.impl.bpmn.behavior.ThrowSignalEventActivityBehavior;
import org.operaton.bpm.engine.impl.bpmn.parser.BpmnParse;
import org.operaton.bpm.engine.impl.bpmn.parser.BpmnParser;
import org.operaton.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.operaton.bpm.engine.impl.pvm.process.ActivityImpl;
import org.operaton.bpm.engine.impl.pvm.process.ScopeImpl;
import org.operaton.bpm.engine.impl.util.xml.Element;

/** Parses the translation of a model, and gives its activities what the engine's XML cannot express. */
public final class DialectParse extends BpmnParse {

    private Map<String, ElementInfo> elements = Map.of();

    public DialectParse(BpmnParser parser) {
        super(parser);
    }

    @Override
    public BpmnParse sourceInputStream(InputStream model) {
        Translation translation = Translation.of(model);
        elements = translation.elements();
        return super.sourceInputStream(translation.xml());
    }

    @Override
    public ProcessDefinitionEntity parseProcess(Element element) {
        ProcessDefinitionEntity definition = super.parseProcess(element);
        definition.addBuiltInListener(ExecutionListener.EVENTNAME_START, new Subscribing());
        return definition;
    }

    /** Called for each activity once it has its behavior. */
    @Override
    public void parseExecutionListenersOnScope(Element element, ScopeImpl scope) {
        super.parseExecutionListenersOnScope(element, scope);
        ElementInfo info = elements.get(element.attribute("id"));
        if (info == null || !(scope instanceof ActivityImpl activity)) {
            return;
        }
        info.attachTo(activity);
        if (info.isJob() && activity.getActivityBehavior() instanceof ServiceTaskDelegateExpressionActivityBehavior) {
            activity.setActivityBehavior(new JobTask(expressionManager.createExpression(Marks.JOB)));
        }
        switch (element.getTagName()) {
            case "boundaryEvent" ->
                onStart(activity, new Catching(info, element.element("errorEventDefinition") != null));
            case "startEvent" -> start(element, activity, info);
            case "callActivity" -> call(activity, info);
            case "intermediateThrowEvent", "endEvent" -> thrown(activity, info);
            default -> {}
        }
    }

    private static void start(Element element, ActivityImpl activity, ElementInfo info) {
        if (!(activity.getFlowScope() instanceof ActivityImpl scope)) {
            if (!info.outputs().isEmpty()) {
                boolean caught = element.element("messageEventDefinition") != null
                        || element.element("signalEventDefinition") != null;
                onStart(activity, new Starting(info, caught));
            }
        } else if (scope.isTriggeredByEvent()) {
            onStart(activity, new Catching(info, false));
        }
    }

    private static void call(ActivityImpl activity, ElementInfo info) {
        ElementParts.Call call = info.parts().call();
        if (call != null && activity.getActivityBehavior() instanceof CallActivityBehavior behavior) {
            activity.setActivityBehavior(new CalledProcess(behavior.getCallableElement(), info, call));
        }
    }

    private static void thrown(ActivityImpl activity, ElementInfo info) {
        String code = info.parts().code();
        if (code != null && activity.getActivityBehavior() instanceof ErrorEndEventActivityBehavior) {
            activity.setActivityBehavior(Coded.error(code));
        } else if (code != null && activity.getActivityBehavior() instanceof ThrowEscalationEventActivityBehavior) {
            activity.setActivityBehavior(Coded.escalation(code));
        }
    }

    /** Called for each activity that may have mappings. */
    @Override
    protected void parseActivityInputOutput(Element element, ActivityImpl activity) {
        ElementInfo info = elements.get(element.attribute("id"));
        if (info == null) {
            return;
        }
        info.attachTo(activity);
        boolean inLoop = getMultiInstanceScope(activity) != null;
        boolean mapped = !info.inputs().isEmpty() || !info.outputs().isEmpty();
        switch (element.getTagName()) {
            case "endEvent", "intermediateThrowEvent" -> {
                if (mapped && (info.isJob() || signals(activity))) {
                    ownVariables(activity, info, false);
                } else if (mapped) {
                    onStart(activity, new Throwing(info));
                }
            }
            case "intermediateCatchEvent" -> {
                if (mapped) {
                    ownVariables(activity, info, false);
                }
                if (!activity.equals(activity.getEventScope())) {
                    onStart(activity, new Catching(info, false));
                }
            }
            default -> {
                if (mapped || inLoop) {
                    ownVariables(activity, info, inLoop);
                    if (activity.isCompensationHandler()) {
                        activity.addBuiltInListener(ExecutionListener.EVENTNAME_END, new Undone(info));
                    }
                }
            }
        }
    }

    /** A thrown signal carries the inputs of its event. */
    private static boolean signals(ActivityImpl activity) {
        return activity.getActivityBehavior() instanceof ThrowSignalEventActivityBehavior;
    }

    private static void ownVariables(ActivityImpl activity, ElementInfo info, boolean inLoop) {
        activity.setScope(true);
        activity.setIoMapping(new ScopeMappings(info, inLoop));
    }

    private static void onStart(ActivityImpl activity, ExecutionListener listener) {
        activity.addBuiltInListener(ExecutionListener.EVENTNAME_START, listener);
    }

    @Override
    public ScopeImpl parseMultiInstanceLoopCharacteristics(Element element, ScopeImpl scope) {
        ScopeImpl body = super.parseMultiInstanceLoopCharacteristics(element, scope);
        ElementInfo info = elements.get(element.attribute("id"));
        Loop loop = info == null ? null : info.parts().loop();
        if (loop != null && body instanceof ActivityImpl activity) {
            activity.setActivityBehavior(
                    loop.behavior(activity.getActivityBehavior() instanceof SequentialMultiInstanceActivityBehavior));
        }
        return body;
    }

    /** Accepts all: Zeebe allows a single flow with a condition. The model check finds what Zeebe does not allow. */
    @Override
    public void validateExclusiveGateway(ActivityImpl gateway) {}
}
