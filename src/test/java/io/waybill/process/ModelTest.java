package io.waybill.process;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.camunda.zeebe.model.bpmn.instance.Association;
import io.camunda.zeebe.model.bpmn.instance.BaseElement;
import io.camunda.zeebe.model.bpmn.instance.ExclusiveGateway;
import io.camunda.zeebe.model.bpmn.instance.FlowElement;
import io.camunda.zeebe.model.bpmn.instance.FlowNode;
import io.camunda.zeebe.model.bpmn.instance.Message;
import io.camunda.zeebe.model.bpmn.instance.SequenceFlow;
import io.camunda.zeebe.model.bpmn.instance.ServiceTask;
import io.camunda.zeebe.model.bpmn.instance.bpmndi.BpmnEdge;
import io.camunda.zeebe.model.bpmn.instance.bpmndi.BpmnShape;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeTaskDefinition;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeTaskHeaders;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What must hold for each model, whichever path an instance takes. */
@ParameterizedClass
@MethodSource("models")
class ModelTest {

    private final Model model;

    ModelTest(Model model) {
        this.model = model;
    }

    static List<Model> models() {
        return Model.all();
    }

    @Test
    void everyTaskHasAWorkerAndAJobOfItsOwn() {
        assertThat(model.jobTypes()).doesNotHaveDuplicates().isSubsetOf(RealWorkers.JOB_TYPES);
    }

    @Test
    void everyTaskIsRetried() {
        assertThat(model.all(ZeebeTaskDefinition.class))
                .extracting(ZeebeTaskDefinition::getRetries)
                .containsOnly("5");
    }

    @Test
    void anUndoIsRetriedUntilItIsDoneBecauseTheEngineCannotStartItAgain() {
        assertThat(model.all(ServiceTask.class)).isNotEmpty().allSatisfy(task -> {
            ZeebeTaskHeaders headers = task.getSingleExtensionElement(ZeebeTaskHeaders.class);
            boolean triedOn = headers != null
                    && headers.getHeaders().stream()
                            .anyMatch(header -> header.getKey().equals("retry")
                                    && header.getValue().equals("until-done"));
            assertThat(triedOn).as(task.getId()).isEqualTo(task.isForCompensation());
        });
    }

    @Test
    void everyElementHasANameAndItsIdSaysTheSame() {
        Map<String, String> nameById = new HashMap<>();
        model.all(FlowNode.class).forEach(node -> nameById.put(node.getId(), node.getName()));
        model.all(Message.class).forEach(message -> nameById.put(message.getId(), message.getName()));

        assertThat(nameById)
                .isNotEmpty()
                .allSatisfy((id, name) -> assertThat(afterPrefix(id)).isEqualTo(letters(name)));
    }

    @Test
    void everyAnswerToAQuestionHasAName() {
        assertThat(model.all(ExclusiveGateway.class))
                .filteredOn(gateway -> gateway.getOutgoing().size() > 1)
                .allSatisfy(question -> {
                    assertThat(question.getName()).endsWith("?");
                    assertThat(question.getOutgoing())
                            .extracting(SequenceFlow::getName)
                            .containsExactlyInAnyOrder("yes", "no");
                    assertThat(question.getDefault()).isNotNull();
                });
    }

    @Test
    void everyElementIsExplained() {
        assertThat(model.all(FlowNode.class))
                .isNotEmpty()
                .allSatisfy(node -> assertThat(node.getDocumentations())
                        .as(node.getId())
                        .singleElement()
                        .satisfies(explanation ->
                                assertThat(explanation.getTextContent()).isNotBlank()));
    }

    @Test
    void everyElementIsDrawnOnce() {
        Set<String> elements = Stream.of(model.all(FlowElement.class), model.all(Association.class))
                .flatMap(found -> found.stream().map(BaseElement::getId))
                .collect(toSet());

        assertThat(Stream.concat(
                                model.all(BpmnShape.class).stream().map(BpmnShape::getBpmnElement),
                                model.all(BpmnEdge.class).stream().map(BpmnEdge::getBpmnElement))
                        .filter(Objects::nonNull)
                        .map(BaseElement::getId))
                .isNotEmpty()
                .containsExactlyInAnyOrderElementsOf(elements);
    }

    private static String afterPrefix(String id) {
        return id.substring(id.indexOf('_') + 1).toLowerCase(Locale.ROOT);
    }

    private static String letters(String name) {
        return name.replaceAll("[^A-Za-z]", "").toLowerCase(Locale.ROOT);
    }
}
