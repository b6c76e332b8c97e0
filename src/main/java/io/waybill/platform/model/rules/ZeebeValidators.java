package io.waybill.platform.model.rules;

import io.camunda.zeebe.model.bpmn.BpmnModelInstance;
import io.camunda.zeebe.model.bpmn.instance.Activity;
import io.camunda.zeebe.model.bpmn.instance.Association;
import io.camunda.zeebe.model.bpmn.instance.BaseElement;
import io.camunda.zeebe.model.bpmn.instance.BoundaryEvent;
import io.camunda.zeebe.model.bpmn.instance.CompensateEventDefinition;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeExecutionListeners;
import io.camunda.zeebe.model.bpmn.validation.zeebe.ActivityValidator;
import io.camunda.zeebe.model.bpmn.validation.zeebe.BoundaryEventValidator;
import io.camunda.zeebe.model.bpmn.validation.zeebe.ZeebeDesignTimeValidators;
import java.util.Collection;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.model.xml.validation.ModelElementValidator;
import org.camunda.bpm.model.xml.validation.ValidationResultCollector;

/**
 * What Zeebe verifies before it takes a model. Two of its validators go through the whole model for each element, which
 * takes a minute if there are thousands. So they are asked only about elements that may be wrong.
 */
final class ZeebeValidators {

    private ZeebeValidators() {}

    static Collection<ModelElementValidator<?>> of(BpmnModelInstance model) {
        return ZeebeDesignTimeValidators.VALIDATORS.stream()
                .<ModelElementValidator<?>>map(validator -> switch (validator) {
                    case BoundaryEventValidator zeebes -> new BoundaryEvents(zeebes, model);
                    case ActivityValidator zeebes -> new Activities(zeebes, model);
                    default -> validator;
                })
                .toList();
    }

    private static final class BoundaryEvents implements ModelElementValidator<BoundaryEvent> {

        private final BoundaryEventValidator zeebes;
        private final Set<String> associated;

        BoundaryEvents(BoundaryEventValidator zeebes, BpmnModelInstance model) {
            this.zeebes = zeebes;
            associated = model.getModelElementsByType(Association.class).stream()
                    .map(Association::getSource)
                    .filter(Objects::nonNull)
                    .map(BaseElement::getId)
                    .filter(Objects::nonNull)
                    .collect(Collectors.toSet());
        }

        @Override
        public Class<BoundaryEvent> getElementType() {
            return BoundaryEvent.class;
        }

        @Override
        public void validate(BoundaryEvent event, ValidationResultCollector results) {
            boolean isCompensation =
                    event.getEventDefinitions().stream().anyMatch(CompensateEventDefinition.class::isInstance);
            if (!isCompensation) {
                zeebes.validate(event, results);
            } else if (!associated.contains(event.getId())
                    || !event.getOutgoing().isEmpty()) {
                results.addError(
                        0,
                        "Compensation boundary events must have a compensation association and no outgoing sequence flows");
            } else if (!isOtherwiseRight(event)) {
                zeebes.validate(event, results);
            }
        }

        private static boolean isOtherwiseRight(BoundaryEvent event) {
            return event.getAttachedTo() != null
                    && event.getIncoming().isEmpty()
                    && event.getEventDefinitions().size() == 1
                    && event.getSingleExtensionElement(ZeebeExecutionListeners.class) == null;
        }
    }

    /** Two boundary events of an activity may be too many of a kind. */
    private static final class Activities implements ModelElementValidator<Activity> {

        private final ActivityValidator zeebes;
        private final Set<Activity> withSeveral = new HashSet<>();

        Activities(ActivityValidator zeebes, BpmnModelInstance model) {
            this.zeebes = zeebes;
            Set<Activity> withOne = new HashSet<>();
            for (BoundaryEvent event : model.getModelElementsByType(BoundaryEvent.class)) {
                if (event.getAttachedTo() != null && !withOne.add(event.getAttachedTo())) {
                    withSeveral.add(event.getAttachedTo());
                }
            }
        }

        @Override
        public Class<Activity> getElementType() {
            return Activity.class;
        }

        @Override
        public void validate(Activity activity, ValidationResultCollector results) {
            if (activity.getId() == null || withSeveral.contains(activity)) {
                zeebes.validate(activity, results);
            }
        }
    }
}
