package io.waybill.platform.model;

import io.waybill.platform.model.contract.Contract;
import io.waybill.platform.model.contract.Contract.Job;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.node.ArrayNode;

/**
 * Every step that has an undo, with the undo attached, to copy into a model: a template cannot attach anything. The
 * templates are applied to both.
 */
final class StepsWithUndo {

    private final Contract contract;
    private final ArrayNode templates;

    StepsWithUndo(Contract contract, ArrayNode templates) {
        this.contract = contract;
        this.templates = templates;
    }

    String bpmn() {
        List<String> elements = new ArrayList<>();
        List<String> associations = new ArrayList<>();
        List<String> shapes = new ArrayList<>();
        for (Job step : contract.jobs().values()) {
            if (!step.step().undo().isEmpty()) {
                Job undo = contract.job(step.step().undo()).orElseThrow();
                int x = 160 + 180 * shapes.size();
                elements.add(task(step, "") + event(step) + task(undo, " isForCompensation=\"true\""));
                associations.add(association(step, undo));
                shapes.add(shapes(step, undo, x));
            }
        }
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" xmlns:modeler="http://camunda.org/schema/modeler/1.0" id="Definitions_StepsWithUndo" targetNamespace="http://bpmn.io/schema/bpmn" modeler:executionPlatform="Camunda Cloud" modeler:executionPlatformVersion="8.6.0">
                  <process id="steps-with-undo" name="Steps with their undo" isExecutable="false">
                    <documentation>To be copied into a model: a step, its compensation event, and the task that undoes it.</documentation>
                %s%s  </process>
                  <bpmndi:BPMNDiagram id="BPMNDiagram_StepsWithUndo">
                    <bpmndi:BPMNPlane id="BPMNPlane_StepsWithUndo" bpmnElement="steps-with-undo">
                %s    </bpmndi:BPMNPlane>
                  </bpmndi:BPMNDiagram>
                </definitions>
                """.formatted(String.join("", elements), String.join("", associations), String.join("", shapes));
    }

    /** The name of a job's step as a part of ids: "ReserveCredit". */
    private static String idOf(Job job) {
        StringBuilder id = new StringBuilder();
        for (String word : job.step().name().split(" ", -1)) {
            id.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1));
        }
        return id.toString();
    }

    private String task(Job job, String more) {
        AppliedTemplate template = AppliedTemplate.latestOf(job.type(), templates);
        return """
                    <serviceTask id="Task_%s" name="%s" zeebe:modelerTemplate="%s" zeebe:modelerTemplateVersion="%s" zeebe:modelerTemplateIcon="%s"%s>
                      <documentation>%s</documentation>
                      <extensionElements>%s</extensionElements>
                    </serviceTask>
                """.formatted(
                        idOf(job),
                        job.step().name(),
                        template.id(),
                        template.version(),
                        template.icon(),
                        more,
                        job.step().does(),
                        template.extensions());
    }

    private static String event(Job step) {
        return """
                    <boundaryEvent id="BoundaryEvent_Undo%1$s" name="Undo %2$s" attachedToRef="Task_%1$s">
                      <documentation>Undoes "%3$s".</documentation>
                      <compensateEventDefinition id="CompensationDefinition_Undo%1$s" />
                    </boundaryEvent>
                """.formatted(
                        idOf(step),
                        step.step().name().toLowerCase(Locale.ROOT),
                        step.step().name());
    }

    private static String association(Job step, Job undo) {
        return """
                    <association id="Association_Undo%1$s" associationDirection="One" sourceRef="BoundaryEvent_Undo%1$s" targetRef="Task_%2$s" />
                """.formatted(idOf(step), idOf(undo));
    }

    private static String shapes(Job step, Job undo, int x) {
        return """
                      <bpmndi:BPMNShape id="Task_%1$s_di" bpmnElement="Task_%1$s">
                        <dc:Bounds x="%3$d" y="80" width="100" height="80" />
                      </bpmndi:BPMNShape>
                      <bpmndi:BPMNShape id="BoundaryEvent_Undo%1$s_di" bpmnElement="BoundaryEvent_Undo%1$s">
                        <dc:Bounds x="%4$d" y="142" width="36" height="36" />
                        <bpmndi:BPMNLabel>
                          <dc:Bounds x="%6$d" y="177" width="78" height="27" />
                        </bpmndi:BPMNLabel>
                      </bpmndi:BPMNShape>
                      <bpmndi:BPMNShape id="Task_%2$s_di" bpmnElement="Task_%2$s">
                        <dc:Bounds x="%3$d" y="220" width="100" height="80" />
                      </bpmndi:BPMNShape>
                      <bpmndi:BPMNEdge id="Association_Undo%1$s_di" bpmnElement="Association_Undo%1$s">
                        <di:waypoint x="%5$d" y="178" />
                        <di:waypoint x="%5$d" y="220" />
                      </bpmndi:BPMNEdge>
                """.formatted(idOf(step), idOf(undo), x, x + 32, x + 50, x + 65);
    }
}
