package io.waybill.platform.model;

import io.waybill.Exercises;
import java.util.List;
import java.util.function.Function;

/** Changes to the order model that are nearly mistakes, but are none. */
final class Variants {

    record Variant(String what, Function<Edit, Edit> made) {

        @Override
        public String toString() {
            return what;
        }
    }

    static final List<Variant> ALL = List.of(
            new Variant(
                    "another deadline", edit -> edit.text("TimerDefinition_NoAnswerInTime", "timeDuration", "PT5M")),
            new Variant(
                    "a variable that may be missing",
                    edit -> edit.text(
                            "TimerDefinition_ProductionTimedOut", "timeDuration", "=get or else(patience, \"PT1H\")")),
            new Variant(
                    "a variable that is compared with null",
                    edit -> edit.text(
                            "Flow_StockShort_RequestProduction",
                            "conditionExpression",
                            "=patience = null and count(shortage) > 0")),
            new Variant(
                    "a variable that the expression defines",
                    edit -> edit.text(
                            "Flow_StockShort_RequestProduction",
                            "conditionExpression",
                            "=some line in shortage satisfies line.quantity > 0")),
            new Variant(
                    "a filter by a field of the elements",
                    edit -> edit.text(
                            "Flow_StockShort_RequestProduction",
                            "conditionExpression",
                            "=count(shortage[quantity > 0]) > 0")),
            new Variant(
                    "a variable that is not only the result of a decision",
                    edit -> edit.setOutput("Task_ReleaseCredit", "={drivers: 1}", "policy")
                            .setInside("Task_OfferToNextDriver", "input", "source", "=policy.drivers")),
            new Variant(
                    "an empty mapping, as Modeler makes it when a template is chosen",
                    edit -> edit.addExtension("Task_CommitOrder", "<zeebe:ioMapping/>")),
            new Variant(
                    "a part that is waited for and undone by its name",
                    edit -> part(edit, "=\"seoul\"", "=orderId + \"/\" + \"seoul\"")),
            new Variant(
                    "a part that a variable names",
                    edit -> part(edit, "=customerId", "=orderId + \"/\" + string(customerId)")),
            new Variant(
                    "an answer that is waited for only after a while",
                    edit -> edit.add("SubProcess_SecureOrder", """
                            <intermediateCatchEvent id='Event_Pause' name='Pause over'>
                              <documentation>Nothing is made that fast.</documentation>
                              <timerEventDefinition id='D_Pause'>
                                <timeDuration xsi:type='tFormalExpression'>PT1M</timeDuration>
                              </timerEventDefinition>
                            </intermediateCatchEvent>""")
                            .redirect("Flow_RequestProduction_WaitForTheFactory", "Event_Pause")
                            .flow("SubProcess_SecureOrder", "Flow_Pause", "Event_Pause", "Gateway_WaitForTheFactory")
                            .draw("Event_Pause")
                            .draw("Flow_Pause")),
            new Variant("two parts at the same time", edit -> Edit.of(Exercises.modelOf("two-factories"))),
            new Variant(
                    "two parts, each waited for in the other's place",
                    edit -> Edit.of(Exercises.modelOf("two-factories"))
                            .set(
                                    "MessageDefinition_ProductionFinishedAbroad",
                                    "messageRef",
                                    "Message_ProductionFinishedInKorea")
                            .set(
                                    "MessageDefinition_ProductionFinishedInKorea",
                                    "messageRef",
                                    "Message_ProductionFinishedAbroad")),
            new Variant(
                    "one undo after another",
                    edit -> edit.set("CompensationDefinition_UndoWhatWasDone", "activityRef", "Task_ReserveCredit")
                            .add("SubProcess_SecureOrder", """
                            <intermediateThrowEvent id='Event_UndoTheRest' name='Undo the rest'>
                              <documentation>All that is left.</documentation>
                              <compensateEventDefinition id='D_Rest'/>
                            </intermediateThrowEvent>""")
                            .redirect("Flow_UndoWhatWasDone_OrderNotSecured", "Event_UndoTheRest")
                            .flow(
                                    "SubProcess_SecureOrder",
                                    "Flow_Rest",
                                    "Event_UndoTheRest",
                                    "EndEvent_OrderNotSecured")
                            .draw("Event_UndoTheRest")
                            .draw("Flow_Rest")),
            new Variant(
                    "a reminder that interrupts nothing",
                    edit -> edit.add("SubProcess_SecureOrder", """
                            <boundaryEvent id='Event_Late' name='Late' attachedToRef='Task_CommitOrder' cancelActivity='false'>
                              <documentation>It takes long.</documentation>
                              <timerEventDefinition id='D_Late'>
                                <timeDuration xsi:type='tFormalExpression'>PT1H</timeDuration>
                              </timerEventDefinition>
                            </boundaryEvent>""")
                            .add(
                                    "SubProcess_SecureOrder",
                                    "<endEvent id='EndEvent_Noted' name='Noted'><documentation>That is all.</documentation></endEvent>")
                            .flow("SubProcess_SecureOrder", "Flow_Late", "Event_Late", "EndEvent_Noted")
                            .draw("Event_Late")
                            .draw("EndEvent_Noted")
                            .draw("Flow_Late")),
            new Variant(
                    "a step that waits for a while first",
                    edit -> edit.add("SubProcess_SecureOrder", """
                            <intermediateCatchEvent id='Event_Night' name='Night over'>
                              <documentation>Drivers sleep at night.</documentation>
                              <timerEventDefinition id='D_Night'>
                                <timeDuration xsi:type='tFormalExpression'>PT8H</timeDuration>
                              </timerEventDefinition>
                            </intermediateCatchEvent>""")
                            .redirect("Flow_StockComplete_BookDelivery", "Event_Night")
                            .flow("SubProcess_SecureOrder", "Flow_Night", "Event_Night", "Task_BookDelivery")
                            .draw("Event_Night")
                            .draw("Flow_Night")),
            new Variant(
                    "both reservations one after another",
                    edit -> edit.remove(
                                    "Gateway_ReserveBoth",
                                    "Gateway_BothAnswered",
                                    "Flow_ApplyOrderPolicy_ReserveBoth",
                                    "Flow_ReserveBoth_ReserveCredit",
                                    "Flow_ReserveBoth_ReserveStock",
                                    "Flow_ReserveCredit_BothAnswered",
                                    "Flow_ReserveStock_BothAnswered",
                                    "Flow_BothAnswered_CreditRefused")
                            .flow("SubProcess_SecureOrder", "Flow_1", "Task_ApplyOrderPolicy", "Task_ReserveCredit")
                            .flow("SubProcess_SecureOrder", "Flow_2", "Task_ReserveCredit", "Task_ReserveStock")
                            .flow("SubProcess_SecureOrder", "Flow_3", "Task_ReserveStock", "Gateway_CreditRefused")
                            .draw("Flow_1")
                            .draw("Flow_2")
                            .draw("Flow_3")),
            new Variant("a question to people", edit -> fraudCheck(edit, "fraudSuspected")),
            new Variant(
                    "a question to people with two answers",
                    edit -> fraudCheck(edit, "fraudSuspected   giftWrapped")
                            .text("Flow_IsFraud", "conditionExpression", "=fraudSuspected and not(giftWrapped)")));

    /** People look at each order before its delivery is booked. */
    static Edit fraudCheck(Edit edit, String answers) {
        return edit.add("SubProcess_SecureOrder", """
                        <serviceTask id='Task_Check' name='Check for fraud'>
                          <documentation>Somebody looks at the order.</documentation>
                          <extensionElements>
                            <zeebe:taskDefinition type='manual' retries='5'/>
                            <zeebe:taskHeaders>
                              <zeebe:header key='question' value='Is the order a fraud?'/>
                              <zeebe:header key='answers' value='%s'/>
                            </zeebe:taskHeaders>
                          </extensionElements>
                        </serviceTask>
                        <boundaryEvent id='Event_Unchecked' name='Not checked in time' attachedToRef='Task_Check'>
                          <documentation>Nobody looked at it. Notes the cause.</documentation>
                          <extensionElements>
                            <zeebe:ioMapping><zeebe:output source='="unchecked"' target='cause'/></zeebe:ioMapping>
                          </extensionElements>
                          <timerEventDefinition id='D_Unchecked'>
                            <timeDuration xsi:type='tFormalExpression'>PT1H</timeDuration>
                          </timerEventDefinition>
                        </boundaryEvent>
                        <exclusiveGateway id='Gateway_Fraud' name='Fraud?' default='Flow_NoFraud'>
                          <documentation>What people answered.</documentation>
                        </exclusiveGateway>
                        <intermediateThrowEvent id='Event_Fraud' name='Fraud'>
                          <documentation>Notes the cause.</documentation>
                          <extensionElements>
                            <zeebe:ioMapping><zeebe:output source='="fraud"' target='cause'/></zeebe:ioMapping>
                          </extensionElements>
                        </intermediateThrowEvent>""".formatted(answers))
                .redirect("Flow_StockComplete_BookDelivery", "Task_Check")
                .flow("SubProcess_SecureOrder", "Flow_Checked", "Task_Check", "Gateway_Fraud")
                .flow("SubProcess_SecureOrder", "Flow_Unchecked", "Event_Unchecked", "Gateway_ToBeUndone")
                .flow("SubProcess_SecureOrder", "Flow_NoFraud", "Gateway_Fraud", "Task_BookDelivery")
                .flow("SubProcess_SecureOrder", "Flow_IsFraud", "Gateway_Fraud", "Event_Fraud")
                .flow("SubProcess_SecureOrder", "Flow_Fraud", "Event_Fraud", "Gateway_ToBeUndone")
                .set("Flow_NoFraud", "name", "no")
                .set("Flow_IsFraud", "name", "yes")
                .add(
                        "Flow_IsFraud",
                        "<conditionExpression xsi:type='tFormalExpression'>=fraudSuspected</conditionExpression>")
                .draw("Task_Check")
                .draw("Event_Unchecked")
                .draw("Gateway_Fraud")
                .draw("Event_Fraud")
                .draw("Flow_Checked")
                .draw("Flow_Unchecked")
                .draw("Flow_NoFraud")
                .draw("Flow_IsFraud")
                .draw("Flow_Fraud");
    }

    private Variants() {}

    private static Edit part(Edit edit, String part, String key) {
        String input = "<zeebe:ioMapping><zeebe:input source='%s' target='part'/></zeebe:ioMapping>".formatted(part);
        return edit.addExtension("Task_RequestProduction", input)
                .addExtension("Task_CancelProduction", input)
                .setInside("Message_ProductionFinished", "subscription", "correlationKey", key)
                .setInside("Message_ProductionFailed", "subscription", "correlationKey", key);
    }
}
