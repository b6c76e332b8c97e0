package io.waybill.platform.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.platform.model.contract.Contract;
import io.waybill.platform.model.source.Finding;
import io.waybill.platform.model.source.Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the check finds in a process that a timer starts. */
class TimedProcessTest {

    private static final ModelCheck CHECK = new ModelCheck(Contract.scan("io.waybill"));
    private static final String TASK = "Task_RequestWhatIsLow";

    private static List<String> findings(UnaryOperator<Edit> change, Source... further) {
        try {
            String shipped = Files.readString(Path.of("src/main/resources/bpmn/restock.bpmn"));
            String changed = change.apply(Edit.of(shipped)).xml();
            List<Source> sources = new ArrayList<>(List.of(further));
            sources.add(new Source("restock.bpmn", changed));
            return CHECK.check(sources).findings().stream()
                    .filter(finding -> finding.file().equals("restock.bpmn"))
                    .map(TimedProcessTest::told)
                    .distinct()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String told(Finding finding) {
        return "%s at %s".formatted(finding.rule(), finding.element());
    }

    @Test
    void the_shipped_one_is_right() {
        assertThat(findings(edit -> edit)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"R/PT5S", "R10/PT1H", "R/P1D", "=cycle(duration(\"PT5M\"))"})
    void the_cycle_can_be_changed(String cycle) {
        assertThat(findings(edit -> edit.text("StartEvent_EveryMinute", "timeCycle", cycle)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "0 * * * * *, deployable/embedded at StartEvent_EveryMinute",
        "=cycle(duration(patience)), contract/variable-not-set at StartEvent_EveryMinute",
        "=cycle(duration(, deployable/feel at StartEvent_EveryMinute",
    })
    void a_cycle_that_cannot_be_run_is_found(String cycle, String finding) {
        assertThat(findings(edit -> edit.text("StartEvent_EveryMinute", "timeCycle", cycle)))
                .contains(finding);
    }

    @ParameterizedTest
    @CsvSource({
        "stock.ship, saga/no-subject",
        "account.reserve, saga/no-subject",
        "fee.hold, saga/no-subject",
        "order.complete, saga/no-subject",
        "order.cancel, saga/no-subject",
        "order.commit, saga/no-subject",
        "manual, saga/no-subject",
        "reservation.confirm, contract/variable-not-set",
    })
    void a_step_that_works_for_one_order_is_found(String job, String rule) {
        assertThat(findings(edit -> edit.setInside(TASK, "taskDefinition", "type", job)))
                .contains(rule + " at " + TASK)
                .noneMatch(finding -> finding.startsWith("saga/not-ended"));
    }

    @Test
    void a_wait_for_a_message_is_found() {
        assertThat(findings(edit -> edit.add("restock", """
                                <intermediateCatchEvent id='Event_Wait' name='Driver accepted'>
                                  <documentation>It waits.</documentation>
                                  <messageEventDefinition id='M_Wait' messageRef='Message_Wait'/>
                                </intermediateCatchEvent>""")
                        .add("Definitions_Restock", """
                                <message id='Message_Wait' name='delivery.accepted'>
                                  <extensionElements>
                                    <zeebe:subscription correlationKey='=orderId + "/" + string(offer)'/>
                                  </extensionElements>
                                </message>""")
                        .redirect("Flow_RequestWhatIsLow_WhatIsLowIsRequested", "Event_Wait")
                        .flow("restock", "Flow_Wait", "Event_Wait", "EndEvent_WhatIsLowIsRequested")))
                .contains("saga/no-subject at Event_Wait");
    }

    @Test
    void a_called_process_that_works_for_one_order_is_found() {
        String called = """
                <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="D" targetNamespace="t">
                  <process id="part" name="Part" isExecutable="true">
                    <startEvent id="s"><outgoing>f</outgoing></startEvent>
                    <sequenceFlow id="f" sourceRef="s" targetRef="t"/>
                    <serviceTask id="t" name="Do it">
                      <extensionElements><zeebe:taskDefinition type="stock.ship"/></extensionElements>
                      <incoming>f</incoming>
                    </serviceTask>
                  </process>
                </definitions>""";

        assertThat(findings(
                        edit -> edit.become(TASK, "callActivity")
                                .removeInside(TASK, "taskDefinition")
                                .addExtension(TASK, "<zeebe:calledElement processId='part'/>"),
                        new Source("part.bpmn", called)))
                .contains("saga/no-subject at " + TASK);
    }
}
