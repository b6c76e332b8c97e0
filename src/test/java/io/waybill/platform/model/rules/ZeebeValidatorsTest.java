package io.waybill.platform.model.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.camunda.zeebe.model.bpmn.Bpmn;
import io.camunda.zeebe.model.bpmn.BpmnModelInstance;
import io.camunda.zeebe.model.bpmn.instance.BaseElement;
import io.camunda.zeebe.model.bpmn.traversal.ModelWalker;
import io.camunda.zeebe.model.bpmn.validation.ValidationVisitor;
import io.camunda.zeebe.model.bpmn.validation.zeebe.ZeebeDesignTimeValidators;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.camunda.bpm.model.xml.validation.ModelElementValidator;
import org.camunda.bpm.model.xml.validation.ValidationResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ZeebeValidatorsTest {

    private static final String EVENT = "<boundaryEvent id=\"BoundaryEvent_UndoCredit\" name=\"Undo credit\"";
    private static final String LISTENER = "<extensionElements><zeebe:executionListeners>"
            + "<zeebe:executionListener eventType=\"end\" type=\"x\" /></zeebe:executionListeners></extensionElements>";
    private static final String ASSOCIATION = "<association id=\"Association_UndoCredit\" associationDirection=\"One\""
            + " sourceRef=\"BoundaryEvent_UndoCredit\" targetRef=\"Task_ReleaseCredit\" />";
    private static final String DEFINITION = "<compensateEventDefinition id=\"CompensationDefinition_UndoCredit\" />";

    @Test
    void what_zeebe_takes_is_taken() throws IOException {
        BpmnModelInstance model = read(shipped());

        assertThat(results(ZeebeDesignTimeValidators.VALIDATORS, model)).isEmpty();
        assertThat(results(ZeebeValidators.of(model), model)).isEmpty();
    }

    static Stream<Arguments> mistakes() {
        String caught = "<boundaryEvent id=\"%s\" attachedToRef=\"Task_ReserveCredit\">"
                + "<messageEventDefinition messageRef=\"Message_DeliveryAccepted\" /></boundaryEvent>";
        return Stream.of(
                arguments("no undo is connected", ASSOCIATION, ""),
                arguments(
                        "an arrow leaves it",
                        DEFINITION,
                        "<outgoing>Flow_Committed_OrderSecured</outgoing>" + DEFINITION),
                arguments(
                        "an arrow leads to it",
                        DEFINITION,
                        "<incoming>Flow_Committed_OrderSecured</incoming>" + DEFINITION),
                arguments("it has another definition", DEFINITION, DEFINITION + "<errorEventDefinition id=\"More\" />"),
                arguments("it does not interrupt", EVENT, EVENT + " cancelActivity=\"false\""),
                arguments("it has a listener", DEFINITION, LISTENER + DEFINITION),
                arguments(
                        "a message is caught twice", EVENT, caught.formatted("One") + caught.formatted("Two") + EVENT));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    void what_zeebe_refuses_is_refused_in_its_words(String what, String from, String to) throws IOException {
        BpmnModelInstance wrong = read(shipped().replace(from, to));

        Map<String, List<String>> zeebes = results(ZeebeDesignTimeValidators.VALIDATORS, wrong);

        assertThat(zeebes).as(what).isNotEmpty();
        assertThat(results(ZeebeValidators.of(wrong), wrong)).isEqualTo(zeebes);
    }

    private static String shipped() throws IOException {
        return Files.readString(Path.of("src/main/resources/bpmn/order-fulfilment.bpmn"));
    }

    private static Map<String, List<String>> results(
            Collection<ModelElementValidator<?>> validators, BpmnModelInstance model) {
        ValidationVisitor visitor = new ValidationVisitor(validators);
        new ModelWalker(model).walk(visitor);
        Map<String, List<String>> results = new TreeMap<>();
        visitor.getValidationResult()
                .getResults()
                .forEach((element, found) -> results.put(
                        String.valueOf(((BaseElement) element).getId()),
                        found.stream().map(ValidationResult::getMessage).toList()));
        return results;
    }

    private static BpmnModelInstance read(String xml) {
        return Bpmn.readModelFromStream(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    }
}
