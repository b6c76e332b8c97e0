package io.waybill.platform.model.rules;

import io.camunda.zeebe.model.bpmn.BpmnModelInstance;
import io.camunda.zeebe.model.bpmn.instance.Activity;
import io.camunda.zeebe.model.bpmn.instance.Association;
import io.camunda.zeebe.model.bpmn.instance.BaseElement;
import io.camunda.zeebe.model.bpmn.instance.BoundaryEvent;
import io.camunda.zeebe.model.bpmn.instance.CompensateEventDefinition;
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
 * Zeebe's own validators. Two of them go through the whole model for each element, which takes a minute if there are
 * thousands, so they see only elements that may be wrong.
 */
final class ZeebeValidators {

    private ZeebeValidators() {}

    static Collection<ModelElementValidator<?>> of(BpmnModelInstance model) {
        return ZeebeDesignTimeValidators.VALIDATORS.stream()
                .<ModelElementValidator<?>>map(validator -> switch (validator) {
                    case BoundaryEventValidator original -> new BoundaryEvents(original, model);
                    case ActivityValidator original -> new Activities(original, model);
                    default -> validator;
                })
                .toList();
    }

    private static final class BoundaryEvents implements ModelElementValidator<BoundaryEvent> {

        private final BoundaryEventValidator original;
        private final Set<String> associated;

        BoundaryEvents(BoundaryEventValidator original, BpmnModelInstance model) {
            this.original = original;
            associated = model.getModelElementsByType(Association.class).stream()
                    .map(Association::getSource)
                    .filter(Objects::nonNull)
                    .map(BaseElement::getId)
                    .collect(Collectors.toSet());
        }

        @Override
        public Class<BoundaryEvent> getElementType() {
            return BoundaryEvent.class;
        }

        @Override
        public void validate(BoundaryEvent event, ValidationResultCollector results) {
            if (!isCompensation(event) || mayBeWrong(event)) {
                original.validate(event, results);
            } else if (!associated.contains(event.getId())
                    || !event.getOutgoing().isEmpty()) {
                results.addError(
                        0,
                        "Compensation boundary events must have a compensation association and no outgoing sequence flows");
            }
        }

        private static boolean isCompensation(BoundaryEvent event) {
            return event.getEventDefinitions().stream().anyMatch(CompensateEventDefinition.class::isInstance);
        }

        /** In another way than by its connections. */
        private static boolean mayBeWrong(BoundaryEvent event) {
            return event.getAttachedTo() == null
                    || !event.cancelActivity()
                    || !event.getIncoming().isEmpty()
                    || event.getEventDefinitions().size() != 1
                    || event.getExtensionElements() != null;
        }
    }

    /** Two boundary events of an activity may be too many of a kind. */
    private static final class Activities implements ModelElementValidator<Activity> {

        private final ActivityValidator original;
        private final Set<Activity> withSeveral = new HashSet<>();

        Activities(ActivityValidator original, BpmnModelInstance model) {
            this.original = original;
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
            if (withSeveral.contains(activity)) {
                original.validate(activity, results);
            }
        }
    }
}
