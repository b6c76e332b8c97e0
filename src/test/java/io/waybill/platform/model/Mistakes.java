package io.waybill.platform.model;

import static io.waybill.platform.model.Variants.fraudCheck;

import io.waybill.Exercises;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Mistakes that an analyst can make in the order model, each a single change to it. */
final class Mistakes {

    /**
     * A mistake.
     *
     * @param what the mistake is, in a few words
     * @param rule that should find it
     * @param element where the rule should find it
     * @param isTrap whether the engine deploys it without complaint
     * @param made the change that makes it
     */
    record Mistake(String what, String rule, String element, boolean isTrap, UnaryOperator<String> made) {

        @Override
        public String toString() {
            return rule + ": " + what;
        }
    }

    private static final String SEOUL =
            "<zeebe:ioMapping><zeebe:input source='=\"seoul\"' target='part'/></zeebe:ioMapping>";

    static final List<Mistake> ALL = List.of(
            // What the engine refuses.
            text("not XML", "file/unreadable", "", xml -> xml.replace("</process>", "")),
            text(
                    "a document type",
                    "file/unreadable",
                    "",
                    xml -> xml.replace("<definitions", "<!DOCTYPE x><definitions")),
            text(
                    "an external entity",
                    "file/unreadable",
                    "",
                    xml -> xml.replace(
                            "<definitions", "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><definitions")),
            refused(
                    "a task without a job",
                    "deployable/engine",
                    "Task_ReserveStock",
                    edit -> edit.removeInside("Task_ReserveStock", "taskDefinition")),
            refused(
                    "a message without a key",
                    "deployable/engine",
                    "Message_ProductionFinished",
                    edit -> edit.removeInside("Message_ProductionFinished", "subscription")),
            refused(
                    "a condition that is not FEEL",
                    "deployable/feel",
                    "Flow_StockShort_RequestProduction",
                    edit -> edit.text("Flow_StockShort_RequestProduction", "conditionExpression", "=count(shortage >")),
            refused(
                    "a time-out that is not FEEL",
                    "deployable/feel",
                    "Event_NoAnswerInTime",
                    edit -> edit.text(
                            "TimerDefinition_NoAnswerInTime", "timeDuration", "=get or else(driverAnswerTimeout,")),
            refused(
                    "a key that is not FEEL",
                    "deployable/feel",
                    "Message_DeliveryAccepted",
                    edit -> edit.setInside("Message_DeliveryAccepted", "subscription", "correlationKey", "=orderId +")),
            refused(
                    "an input that is not FEEL",
                    "deployable/feel",
                    "Task_OfferToNextDriver",
                    edit -> edit.setInside("Task_OfferToNextDriver", "input", "source", "=get or else(")),
            refused("an arrow to nowhere", "file/unreadable", "", edit -> edit.remove("EndEvent_OrderCompleted")),
            // What never ends or never begins.
            trap(
                    "a parallel join of alternative paths",
                    "sound/waits-forever",
                    "Gateway_StockComplete",
                    edit -> edit.become("Gateway_StockComplete", "parallelGateway")),
            trap(
                    "parallel paths that are not joined",
                    "sound/twice",
                    "Task_RequestProduction",
                    edit -> edit.become("Gateway_BothAnswered", "exclusiveGateway")),
            trap(
                    "a forgotten arrow",
                    "sound/dead-element",
                    "Task_ReceiveGoods",
                    edit -> edit.remove("Flow_ProductionFinished_ReceiveGoods")),
            trap(
                    "a loop where nothing waits",
                    "sound/loop",
                    "Gateway_DriverSought",
                    edit -> edit.redirect("Flow_DriverFound_WaitForTheDriver", "Gateway_DriverSought")),
            refused(
                    "a question without a default",
                    "sound/no-way",
                    "Gateway_StockShort",
                    edit -> edit.unset("Gateway_StockShort", "default")),
            trap(
                    "no path to an end",
                    "sound/never-ends",
                    "Task_CommitOrder",
                    edit -> edit.redirect("Flow_CompleteOrder_OrderCompleted", "Task_CompleteOrder")),
            trap(
                    "a join without its fork",
                    "sound/waits-forever",
                    "Gateway_SettledAndShipped",
                    edit -> edit.become("Gateway_SettleAndShip", "exclusiveGateway")
                            .set("Gateway_SettleAndShip", "default", "Flow_SettleAndShip_ShipGoods")
                            .add(
                                    "Flow_SettleAndShip_CapturePayment",
                                    "<conditionExpression xsi:type='tFormalExpression'>=offer = 1</conditionExpression>")),
            refused(
                    "a signal that nobody sends",
                    "contract/no-sender",
                    "Event_ProductionFailed",
                    edit -> edit.removeInside("Event_ProductionFailed", "messageEventDefinition")
                            .add("Event_ProductionFailed", "<signalEventDefinition id='D_Signal'/>")),
            // What is about no order.
            trap(
                    "a timer that starts orders as well",
                    "saga/no-subject",
                    "StartEvent_EveryDay",
                    edit -> edit.add("order-fulfilment", """
                            <startEvent id='StartEvent_EveryDay' name='Every day'>
                              <documentation>It is time.</documentation>
                              <timerEventDefinition id='D_EveryDay'>
                                <timeCycle xsi:type='tFormalExpression'>R/P1D</timeCycle>
                              </timerEventDefinition>
                            </startEvent>""")
                            .flow(
                                    "order-fulfilment",
                                    "Flow_EveryDay",
                                    "StartEvent_EveryDay",
                                    "SubProcess_SecureOrder")),
            trap(
                    "a timer that starts orders alone",
                    "saga/no-subject",
                    "Task_ReserveCredit",
                    edit -> startedBy(edit, "R/P1D")),
            refused(
                    "a timer whose time is a variable",
                    "contract/variable-not-set",
                    "StartEvent_OrderPlaced",
                    edit -> startedBy(edit, "=cycle(duration(everySoOften))")),
            trap(
                    "a timer with a cron expression",
                    "deployable/embedded",
                    "StartEvent_OrderPlaced",
                    edit -> startedBy(edit, "0 0 * * * *")),
            // What the code does not provide.
            trap(
                    "a job without a worker",
                    "contract/no-worker",
                    "Task_ShipGoods",
                    edit -> edit.setInside("Task_ShipGoods", "taskDefinition", "type", "stock.send")),
            trap(
                    "a message that nothing sends",
                    "contract/no-sender",
                    "Event_ProductionFinished",
                    edit -> edit.set("Message_ProductionFinished", "name", "production.done")),
            trap(
                    "a wait for the message that starts the process",
                    "contract/no-sender",
                    "Event_ProductionFinished",
                    edit -> edit.set("Message_ProductionFinished", "name", "order.placed")),
            trap(
                    "a start by a message for running processes",
                    "contract/no-sender",
                    "StartEvent_OrderPlaced",
                    edit -> edit.set("Message_OrderPlaced", "name", "delivery.accepted")),
            trap(
                    "a second process that the same message starts",
                    "contract/starts-other",
                    "StartEvent_OrderPlaced",
                    edit -> edit.set("order-fulfilment", "id", "order-fulfilment-2")),
            trap(
                    "a key that the sender does not use",
                    "contract/key",
                    "Message_DeliveryAccepted",
                    edit -> edit.setInside("Message_DeliveryAccepted", "subscription", "correlationKey", "=orderId")),
            trap(
                    "an error that nothing throws",
                    "contract/error-not-thrown",
                    "Event_Lost",
                    edit -> edit.add(
                                    "Definitions_OrderFulfilment",
                                    "<error id='Error_Lost' name='Lost' errorCode='lost'/>")
                            .add("SubProcess_SecureOrder", """
                            <boundaryEvent id='Event_Lost' name='Lost' attachedToRef='Task_CommitOrder'>
                              <outgoing>Flow_Lost</outgoing>
                              <errorEventDefinition errorRef='Error_Lost'/>
                            </boundaryEvent>""")
                            .add(
                                    "SubProcess_SecureOrder",
                                    "<sequenceFlow id='Flow_Lost' sourceRef='Event_Lost' targetRef='Gateway_ToBeUndone'/>")),
            trap(
                    "an error end inside an event subprocess",
                    "contract/error-not-caught",
                    "EndEvent_CancelledOnRequest",
                    edit -> edit.add(
                                    "Definitions_OrderFulfilment",
                                    "<error id='Error_Cancelled' name='Cancelled' errorCode='cancelled'/>")
                            .removeInside("EndEvent_CancelledOnRequest", "escalationEventDefinition")
                            .add(
                                    "EndEvent_CancelledOnRequest",
                                    "<errorEventDefinition id='D_Cancelled' errorRef='Error_Cancelled'/>")),
            trap(
                    "a cause that is not set",
                    "contract/variable-not-set",
                    "Gateway_Rejected",
                    edit -> edit.removeInside("Event_ProductionFailed", "extensionElements")),
            trap(
                    "a misspelt variable in a condition",
                    "contract/variable-not-set",
                    "Gateway_CreditRefused",
                    edit -> edit.text(
                            "Flow_CreditRefused_CreditRefused", "conditionExpression", "=not(creditReservd)")),
            trap(
                    "a key with a variable that is set later",
                    "contract/variable-not-set",
                    "SubProcess_SecureOrder",
                    edit -> edit.setInside(
                            "Message_OrderCancelRequested",
                            "subscription",
                            "correlationKey",
                            "=orderId + string(offer)")),
            trap(
                    "an input from a variable that does not exist",
                    "contract/variable-not-set",
                    "Task_OfferToNextDriver",
                    edit -> edit.setInside("Task_OfferToNextDriver", "input", "source", "=drivers")),
            trap(
                    "one variable from two tasks at the same time",
                    "contract/variable-written-twice",
                    "Task_ReserveStock",
                    edit -> edit.setOutput("Task_ReserveStock", "=shortage", "answer")
                            .setOutput("Task_ReserveCredit", "=creditReserved", "answer")),
            trap(
                    "a called process that does not exist",
                    "contract/called-process",
                    "Task_CommitOrder",
                    edit -> edit.become("Task_CommitOrder", "callActivity")
                            .removeInside("Task_CommitOrder", "taskDefinition")
                            .addExtension("Task_CommitOrder", "<zeebe:calledElement processId='commit'/>")),
            trap(
                    "a called decision that does not exist",
                    "contract/called-decision",
                    "Task_CommitOrder",
                    edit -> edit.become("Task_CommitOrder", "businessRuleTask")
                            .removeInside("Task_CommitOrder", "taskDefinition")
                            .addExtension(
                                    "Task_CommitOrder",
                                    "<zeebe:calledDecision decisionId='commit' resultVariable='committed'/>")),
            trap(
                    "a field that the decision does not return",
                    "contract/decision-output",
                    "Task_OfferToNextDriver",
                    edit -> edit.setInside("Task_OfferToNextDriver", "input", "source", "=policy.drivers")),
            trap(
                    "a result of a decision that is not called",
                    "contract/variable-not-set",
                    "Task_OfferToNextDriver",
                    edit -> edit.redirect("Flow_OrderToSecure_ApplyOrderPolicy", "Gateway_ReserveBoth")
                            .remove("Task_ApplyOrderPolicy", "Flow_ApplyOrderPolicy_ReserveBoth")),
            // What is no longer a saga.
            trap(
                    "a missing undo",
                    "saga/undo-missing",
                    "Task_ReserveCredit",
                    edit -> edit.remove("BoundaryEvent_UndoCredit", "Association_UndoCredit", "Task_ReleaseCredit")),
            trap(
                    "the undo of another step",
                    "saga/undo-wrong",
                    "Task_ReleaseCredit",
                    edit -> edit.setInside("Task_ReleaseCredit", "taskDefinition", "type", "stock.release")),
            trap(
                    "no undo on the path out",
                    "saga/undo-never-runs",
                    "Task_ReserveCredit",
                    edit -> edit.removeInside("Event_UndoWhatWasDone", "compensateEventDefinition")),
            trap(
                    "only one step is undone",
                    "saga/undo-never-runs",
                    "Task_ReserveStock",
                    edit -> edit.set("CompensationDefinition_UndoWhatWasDone", "activityRef", "Task_ReserveCredit")),
            trap(
                    "a plain end after the undo",
                    "saga/pivot-undecided",
                    "SubProcess_SecureOrder",
                    edit -> edit.removeInside("EndEvent_OrderNotSecured", "escalationEventDefinition")),
            trap(
                    "a plain end of the cancellation",
                    "saga/pivot-undecided",
                    "SubProcess_SecureOrder",
                    edit -> edit.removeInside("EndEvent_CancelledOnRequest", "escalationEventDefinition")),
            trap(
                    "an escalation with another code",
                    "saga/escalation-not-caught",
                    "EndEvent_OrderNotSecured",
                    edit -> edit.add(
                                    "Definitions_OrderFulfilment",
                                    "<escalation id='Escalation_Other' name='Other' escalationCode='other'/>")
                            .set("EscalationDefinition_EndOrderNotSecured", "escalationRef", "Escalation_Other")),
            trap(
                    "a deadline that interrupts the whole subprocess",
                    "saga/undo-never-runs",
                    "Task_ReserveCredit",
                    edit -> edit.timerAt("SubProcess_SecureOrder", "order-fulfilment", "Task_CancelOrder")),
            trap(
                    "an undo outside the subprocess that was left",
                    "saga/undo-never-runs",
                    "Task_ReserveStock",
                    edit -> edit.removeInside("Event_UndoWhatWasDone", "compensateEventDefinition")
                            .removeInside("Event_UndoOnRequest", "compensateEventDefinition")
                            .add(
                                    "order-fulfilment",
                                    "<intermediateThrowEvent id='Event_UndoOutside' name='Undo outside'>"
                                            + ""
                                            + "<compensateEventDefinition id='D_Outside'/></intermediateThrowEvent>")
                            .redirect("Flow_OrderNotSecured_Rejected", "Event_UndoOutside")
                            .flow("order-fulfilment", "Flow_Outside", "Event_UndoOutside", "Gateway_Rejected")),
            trap(
                    "a step for each line",
                    "saga/undo-in-multi-instance",
                    "Task_RequestProduction",
                    edit -> edit.add(
                            "Task_RequestProduction",
                            "<multiInstanceLoopCharacteristics><extensionElements>"
                                    + "<zeebe:loopCharacteristics inputCollection='=shortage' inputElement='line'/>"
                                    + "</extensionElements></multiInstanceLoopCharacteristics>")),
            trap(
                    "an undo that is not retried until it succeeds",
                    "saga/undo-given-up",
                    "Task_CancelDelivery",
                    edit -> edit.removeInside("Task_CancelDelivery", "taskHeaders")),
            trap(
                    "no decision that it ships",
                    "saga/pivot-missing",
                    "order-fulfilment",
                    edit -> edit.become("Task_CommitOrder", "scriptTask")
                            .removeInside("Task_CommitOrder", "taskDefinition")
                            .addExtension(
                                    "Task_CommitOrder",
                                    "<zeebe:script expression='=true' resultVariable='committed'/>")),
            trap(
                    "an order closed with everything it holds",
                    "saga/undo-skipped",
                    "Task_ReserveCredit",
                    edit -> edit.setInside("Task_ReceiveGoods", "taskDefinition", "type", "order.cancel")),
            trap(
                    "payment before the pivot",
                    "saga/before-pivot",
                    "Task_ReceiveGoods",
                    edit -> edit.setInside("Task_ReceiveGoods", "taskDefinition", "type", "account.capture")),
            trap(
                    "a cancellation while it ships",
                    "saga/after-pivot",
                    "Task_CapturePayment",
                    edit -> edit.move("SubProcess_CancelOnRequest", "order-fulfilment")),
            trap(
                    "a deadline while it ships",
                    "saga/after-pivot",
                    "Task_ShipGoods",
                    edit -> edit.timerAt("Task_ShipGoods", "order-fulfilment", "Task_CancelOrder")),
            trap(
                    "an undoable step while it ships",
                    "saga/after-pivot",
                    "Task_ShipGoods",
                    edit -> edit.setInside("Task_ShipGoods", "taskDefinition", "type", "delivery.book")),
            trap(
                    "no time-out for the driver",
                    "saga/no-time-out",
                    "Gateway_WaitForTheDriver",
                    edit -> edit.remove(
                            "Event_NoAnswerInTime",
                            "Flow_WaitForTheDriver_NoAnswerInTime",
                            "Flow_NoAnswerInTime_DriverLost")),
            trap(
                    "an end without ending the order",
                    "saga/not-ended",
                    "EndEvent_OrderRejected",
                    edit -> edit.redirect("Flow_Rejected_RejectOrder", "EndEvent_OrderRejected")
                            .remove("Task_RejectOrder", "Flow_RejectOrder_OrderRejected")),
            trap(
                    "an order that is ended twice",
                    "saga/ended-twice",
                    "Task_CancelOrder",
                    edit -> edit.redirect("Flow_RejectOrder_OrderRejected", "Task_CancelOrder")
                            .remove("EndEvent_OrderRejected")),
            trap(
                    "an order that is never charged",
                    "saga/need-missing",
                    "Task_CompleteOrder",
                    edit -> edit.redirect("Flow_SettleAndShip_CapturePayment", "Gateway_SettledAndShipped")
                            .remove("Flow_CapturePayment_SettledAndShipped", "Task_CapturePayment")),
            trap(
                    "an order whose goods are never shipped",
                    "saga/need-missing",
                    "Task_CompleteOrder",
                    edit -> edit.setInside("Task_ShipGoods", "taskDefinition", "type", "account.capture")),
            trap(
                    "an order whose goods are never reserved",
                    "saga/need-missing",
                    "Task_CommitOrder",
                    edit -> edit.setInside("Task_ReserveCredit", "taskDefinition", "type", "stock.reserve")),
            trap(
                    "an order completed instead of rejected",
                    "saga/completed-before-pivot",
                    "Task_RejectOrder",
                    edit -> edit.setInside("Task_RejectOrder", "taskDefinition", "type", "order.complete")),
            trap(
                    "an order cancelled when it has shipped",
                    "saga/after-pivot",
                    "Task_CompleteOrder",
                    edit -> edit.setInside("Task_CompleteOrder", "taskDefinition", "type", "order.cancel")),
            trap(
                    "a hold that nothing frees",
                    "saga/effect-stays",
                    "Task_ReserveCredit",
                    edit -> edit.remove("BoundaryEvent_UndoCredit", "Association_UndoCredit", "Task_ReleaseCredit")
                            .redirect("Flow_Rejected_RejectOrder", "EndEvent_OrderRejected")
                            .remove("Task_RejectOrder", "Flow_RejectOrder_OrderRejected")),
            // What people cannot answer.
            trap(
                    "a user task that nobody sees",
                    "contract/user-task",
                    "Task_CommitOrder",
                    edit -> edit.become("Task_CommitOrder", "userTask")
                            .removeInside("Task_CommitOrder", "taskDefinition")
                            .addExtension("Task_CommitOrder", "<zeebe:userTask/>")),
            trap(
                    "people without a question",
                    "contract/question",
                    "Task_Check",
                    edit -> fraudCheck(edit, "fraudSuspected").setInside("Task_Check", "header", "value", " ")),
            trap("a question without answers", "contract/question", "Task_Check", edit -> fraudCheck(edit, "")),
            trap(
                    "an answer that is not a name",
                    "contract/question",
                    "Task_Check",
                    edit -> fraudCheck(edit, "fraudSuspected, giftWrapped")),
            trap(
                    "a question without its headers",
                    "contract/question",
                    "Task_Check",
                    edit -> fraudCheck(edit, "fraudSuspected").removeInside("Task_Check", "taskHeaders")),
            trap(
                    "an answer under another name",
                    "contract/variable-not-set",
                    "Gateway_Fraud",
                    edit -> fraudCheck(edit, "fraud")),
            trap(
                    "a yes or no in place of the order",
                    "contract/answer-taken",
                    "Task_Check",
                    edit -> fraudCheck(edit, "fraudSuspected orderId")),
            trap(
                    "a yes or no in place of the policy",
                    "contract/answer-taken",
                    "Task_Check",
                    edit -> fraudCheck(edit, "fraudSuspected policy")),
            trap(
                    "people who may never answer",
                    "saga/no-time-out",
                    "Task_Check",
                    edit -> fraudCheck(edit, "fraudSuspected").remove("Event_Unchecked", "Flow_Unchecked")),
            trap(
                    "a reminder in place of a time-out",
                    "saga/no-time-out",
                    "Task_Check",
                    edit -> fraudCheck(edit, "fraudSuspected").set("Event_Unchecked", "cancelActivity", "false")),
            trap(
                    "people who are asked while the order ships",
                    "saga/after-pivot",
                    "Task_ShipGoods",
                    edit -> edit.setInside("Task_ShipGoods", "taskDefinition", "type", "manual")),
            trap(
                    "people who are asked after the decision to ship",
                    "saga/after-pivot",
                    "Task_Check",
                    edit -> fraudCheck(edit, "fraudSuspected")
                            .redirect("Flow_StockComplete_BookDelivery", "Task_BookDelivery")
                            .text("Flow_Committed_OrderSecured", "conditionExpression", "=committed")
                            .redirect("Flow_Committed_OrderSecured", "Task_Check")
                            .redirect("Flow_Checked", "EndEvent_OrderSecured")),
            trap(
                    "people who are asked about an order that has ended",
                    "saga/after-end",
                    "Task_Told",
                    edit -> edit.add("order-fulfilment", """
                            <serviceTask id='Task_Told' name='Tell the customer'>
                              <documentation>Somebody calls.</documentation>
                              <extensionElements><zeebe:taskDefinition type='manual' retries='5'/></extensionElements>
                            </serviceTask>""")
                            .redirect("Flow_RejectOrder_OrderRejected", "Task_Told")
                            .flow("order-fulfilment", "Flow_Told", "Task_Told", "EndEvent_OrderRejected")),
            // What is done twice for one order, or answered while nothing waits for it.
            trap(
                    "the same step again",
                    "saga/asked-twice",
                    "Task_ReceiveGoods",
                    edit -> edit.setInside("Task_ReceiveGoods", "taskDefinition", "type", "production.request")),
            trap(
                    "another try after a failure",
                    "saga/asked-twice",
                    "Task_RequestProduction",
                    edit -> edit.redirect("Flow_ProductionFailed_ToBeUndone", "Task_RequestProduction")),
            trap(
                    "a part that is waited for as the whole",
                    "contract/key",
                    "Event_ProductionFinished",
                    edit -> edit.addExtension("Task_RequestProduction", SEOUL)),
            trap(
                    "an undo of the whole for a part",
                    "saga/undo-wrong",
                    "Task_CancelProduction",
                    edit -> edit.addExtension("Task_RequestProduction", SEOUL)),
            trap(
                    "a whole that is waited for as a part",
                    "contract/key",
                    "Event_ProductionFailed",
                    edit -> edit.setInside(
                            "Message_ProductionFailed", "subscription", "correlationKey", "=orderId + \"/seoul\"")),
            trap(
                    "a cancellation that two wait for",
                    "contract/one-message",
                    "StartEvent_CancellationRequested",
                    edit -> edit.add("order-fulfilment", """
                            <boundaryEvent id='Event_Cancelled' name='Cancelled' attachedToRef='SubProcess_SecureOrder'>
                              <documentation>It was called off.</documentation>
                              <messageEventDefinition id='D_Cancelled' messageRef='Message_OrderCancelRequested'/>
                            </boundaryEvent>""")
                            .flow("order-fulfilment", "Flow_Cancelled", "Event_Cancelled", "Task_CancelOrder")),
            trap(
                    "goods that nothing waits for",
                    "contract/not-awaited",
                    "Task_RequestProduction",
                    edit -> edit.redirect("Flow_RequestProduction_WaitForTheFactory", "Task_ReceiveGoods")
                            .remove(
                                    "Gateway_WaitForTheFactory",
                                    "Flow_WaitForTheFactory_ProductionFinished",
                                    "Flow_WaitForTheFactory_ProductionFailed",
                                    "Flow_WaitForTheFactory_ProductionTimedOut",
                                    "Event_ProductionFinished",
                                    "Event_ProductionFailed",
                                    "Event_ProductionTimedOut",
                                    "Flow_ProductionFinished_ReceiveGoods",
                                    "Flow_ProductionFailed_ToBeUndone",
                                    "Flow_ProductionTimedOut_ToBeUndone")),
            trap(
                    "a failure that nothing waits for",
                    "contract/not-awaited",
                    "Task_RequestProduction",
                    edit -> edit.remove(
                            "Flow_WaitForTheFactory_ProductionFailed",
                            "Event_ProductionFailed",
                            "Flow_ProductionFailed_ToBeUndone")),
            inParts(
                    "two parts with one name",
                    "saga/asked-twice",
                    "Task_RequestProductionAbroad",
                    edit -> edit.setInside("Task_RequestProductionAbroad", "input", "source", "=\"korea\"")),
            inParts(
                    "a part beside the whole",
                    "saga/asked-twice",
                    "Task_RequestProductionAbroad",
                    edit -> edit.removeInside("Task_RequestProductionAbroad", "ioMapping")),
            inParts(
                    "a part that is waited for as another",
                    "contract/key",
                    "Event_ProductionFinishedAbroad",
                    edit -> edit.setInside(
                            "Message_ProductionFinishedAbroad",
                            "subscription",
                            "correlationKey",
                            "=orderId + \"/usa\"")),
            inParts(
                    "two parts that wait for one answer",
                    "contract/one-message",
                    "Event_ProductionFinishedAbroad",
                    edit -> edit.setInside(
                            "Message_ProductionFinishedAbroad",
                            "subscription",
                            "correlationKey",
                            "=orderId + \"/korea\"")),
            inParts(
                    "a part whose name no message can carry",
                    "contract/key-text",
                    "Task_RequestProductionInKorea",
                    edit -> edit.setInside("Task_RequestProductionInKorea", "input", "source", "=\"서울\"")),
            inParts(
                    "the undo of another part",
                    "saga/undo-wrong",
                    "Task_CancelProductionAbroad",
                    edit -> edit.setInside("Task_CancelProductionAbroad", "input", "source", "=\"korea\"")),
            // What nobody can read.
            trap(
                    "a task without a name",
                    "readable/name",
                    "Task_ShipGoods",
                    edit -> edit.unset("Task_ShipGoods", "name")),
            trap(
                    "an answer without a name",
                    "readable/name",
                    "Gateway_StockShort",
                    edit -> edit.unset("Flow_StockShort_StockComplete", "name")),
            trap(
                    "a task that is not drawn",
                    "readable/layout",
                    "Task_ShipGoods",
                    edit -> edit.undraw("Task_ShipGoods")),
            trap(
                    "a task without an explanation",
                    "readable/documentation",
                    "Task_ShipGoods",
                    edit -> edit.removeInside("Task_ShipGoods", "documentation")));

    private Mistakes() {}

    private static Mistake text(String what, String rule, String element, UnaryOperator<String> change) {
        return new Mistake(what, rule, element, false, change);
    }

    private static Edit startedBy(Edit edit, String cycle) {
        return edit.removeInside("StartEvent_OrderPlaced", "messageEventDefinition")
                .add("StartEvent_OrderPlaced", """
                        <timerEventDefinition id='D_Cycle'>
                          <timeCycle xsi:type='tFormalExpression'>%s</timeCycle>
                        </timerEventDefinition>""".formatted(cycle));
    }

    private static Mistake refused(String what, String rule, String element, Function<Edit, Edit> change) {
        return new Mistake(
                what, rule, element, false, xml -> change.apply(Edit.of(xml)).xml());
    }

    /** In the model that splits production, instead of the shipped one. */
    private static Mistake inParts(String what, String rule, String element, Function<Edit, Edit> change) {
        return new Mistake(
                what,
                rule,
                element,
                true,
                xml -> change.apply(Edit.of(Exercises.modelOf("two-factories"))).xml());
    }

    private static Mistake trap(String what, String rule, String element, Function<Edit, Edit> change) {
        return new Mistake(
                what, rule, element, true, xml -> change.apply(Edit.of(xml)).xml());
    }
}
