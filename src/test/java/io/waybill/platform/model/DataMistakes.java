package io.waybill.platform.model;

import io.waybill.platform.model.Mistakes.Mistake;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Mistakes of an analyst that show only when the values of variables are followed. Each is one finding. */
final class DataMistakes {

    private static final String ZONE = "SubProcess_SecureOrder";

    static final List<Mistake> ALL = List.of(
            // What is committed, and what is not.
            made(
                    "the question after the pivot asked the wrong way round",
                    "saga/after-pivot",
                    "Event_UndoWhatWasDone",
                    edit -> edit.text("Flow_Committed_OrderSecured", "conditionExpression", "=not(committed)")),
            made(
                    "no question after the pivot",
                    "saga/pivot-undecided",
                    ZONE,
                    edit -> edit.remove(
                                    "Gateway_Committed",
                                    "Event_CancelledMeanwhile",
                                    "Flow_Committed_OrderSecured",
                                    "Flow_Committed_CancelledMeanwhile",
                                    "Flow_CancelledMeanwhile_ToBeUndone")
                            .redirect("Flow_CommitOrder_Committed", "EndEvent_OrderSecured")),
            made(
                    "no question about the credit",
                    "saga/need-missing",
                    "Task_CommitOrder",
                    edit -> edit.remove(
                                    "Gateway_CreditRefused",
                                    "Event_CreditRefused",
                                    "Flow_CreditRefused_StockShort",
                                    "Flow_CreditRefused_CreditRefused",
                                    "Flow_CreditRefused_ToBeUndone")
                            .redirect("Flow_BothAnswered_CreditRefused", "Gateway_StockShort")),
            made(
                    "the question about the credit asked the wrong way round",
                    "saga/need-missing",
                    "Task_CommitOrder",
                    edit -> edit.text("Flow_CreditRefused_CreditRefused", "conditionExpression", "=creditReserved")),
            made(
                    "the question about what is short asked the wrong way round",
                    "saga/need-missing",
                    "Task_CommitOrder",
                    edit -> edit.text(
                            "Flow_StockShort_RequestProduction", "conditionExpression", "=count(shortage) = 0")),
            made(
                    "no charge",
                    "saga/need-missing",
                    "Task_CompleteOrder",
                    edit -> edit.remove("Task_CapturePayment", "Flow_CapturePayment_SettledAndShipped")
                            .redirect("Flow_SettleAndShip_CapturePayment", "Gateway_SettledAndShipped")),
            made(
                    "accepted and refused arrows crossed",
                    "saga/need-missing",
                    "Task_CommitOrder",
                    edit -> edit.redirect("Flow_DeliveryAccepted_CommitOrder", "Gateway_DriverLost")
                            .redirect("Flow_DeliveryRefused_DriverLost", "Task_CommitOrder")),
            made(
                    "a wait for the same driver again",
                    "saga/waits-again",
                    "Gateway_WaitForTheDriver",
                    edit -> edit.remove("Task_OfferToNextDriver", "Flow_OfferToNextDriver_DriverSought")
                            .redirect("Flow_DriverLost_OfferToNextDriver", "Gateway_DriverSought")),
            made(
                    "an end for each element of an empty list",
                    "saga/not-ended",
                    "EndEvent_OrderCompleted",
                    edit -> edit.add("Task_CompleteOrder", loop("=shortage"))),
            // Conditions.
            made(
                    "a list that is compared with a number",
                    "data/condition",
                    "Flow_StockShort_RequestProduction",
                    edit -> edit.text("Flow_StockShort_RequestProduction", "conditionExpression", "=shortage > 0")),
            made(
                    "a number that is compared with a text",
                    "data/condition",
                    "Flow_DriverFound_WaitForTheDriver",
                    edit -> edit.text("Flow_DriverFound_WaitForTheDriver", "conditionExpression", "=offer > \"0\"")),
            made(
                    "yes or no that is compared with a text",
                    "data/condition",
                    "Flow_Committed_OrderSecured",
                    edit -> edit.text("Flow_Committed_OrderSecured", "conditionExpression", "=committed = \"true\"")),
            made(
                    "the sum of an empty list, which is null",
                    "data/condition",
                    "Flow_StockShort_RequestProduction",
                    edit -> edit.text(
                            "Flow_StockShort_RequestProduction", "conditionExpression", "=sum(shortage.quantity) > 0")),
            made(
                    "a number as a condition",
                    "data/condition",
                    "Flow_DriverFound_WaitForTheDriver",
                    edit -> edit.text("Flow_DriverFound_WaitForTheDriver", "conditionExpression", "=offer")),
            made(
                    "a condition without =",
                    "data/condition",
                    "Flow_Committed_OrderSecured",
                    edit -> edit.text("Flow_Committed_OrderSecured", "conditionExpression", "committed")),
            made(
                    "a function that does not exist",
                    "data/function",
                    "Flow_StockShort_RequestProduction",
                    edit -> edit.text(
                            "Flow_StockShort_RequestProduction", "conditionExpression", "=coutn(shortage) > 0")),
            made(
                    "a function without its arguments",
                    "data/function",
                    "Flow_StockShort_RequestProduction",
                    edit -> edit.text("Flow_StockShort_RequestProduction", "conditionExpression", "=count() > 0")),
            made(
                    "parentheses without an end in sight",
                    "deployable/feel",
                    "Flow_Committed_OrderSecured",
                    edit -> edit.text(
                            "Flow_Committed_OrderSecured",
                            "conditionExpression",
                            "=" + "(".repeat(200) + "committed" + ")".repeat(200))),
            made(
                    "a condition that is too long",
                    "deployable/feel",
                    "Flow_Committed_OrderSecured",
                    edit -> edit.text(
                            "Flow_Committed_OrderSecured",
                            "conditionExpression",
                            "=committed" + " or committed".repeat(1600))),
            // Times and numbers.
            made("a unit that does not exist", "data/time", "Event_ProductionTimedOut", edit -> time(edit, "=\"P2H\"")),
            made("a fixed time that is none", "data/time", "Event_ProductionTimedOut", edit -> time(edit, "2 hours")),
            made("no time at all", "data/time", "Event_ProductionTimedOut", edit -> time(edit, "")),
            made(
                    "a number as a time",
                    "data/time",
                    "Event_ProductionTimedOut",
                    edit -> time(edit, "=policy.driversToTry")),
            made(
                    "retries that are no number",
                    "data/retries",
                    "Task_ShipGoods",
                    edit -> edit.setInside("Task_ShipGoods", "taskDefinition", "retries", "=retries")),
            made(
                    "no retries",
                    "data/retries",
                    "Task_ShipGoods",
                    edit -> edit.setInside("Task_ShipGoods", "taskDefinition", "retries", "0")),
            // What steps are given, and what they leave behind.
            made(
                    "a text where a number is needed",
                    "data/input",
                    "Task_OfferToNextDriver",
                    edit -> edit.setInside(
                            "Task_OfferToNextDriver", "input", "source", "=string(policy.driversToTry)")),
            made(
                    "an output that overwrites the key",
                    "data/key-overwritten",
                    "Task_ReserveStock",
                    edit -> edit.addExtension("Task_ReserveStock", """
                            <zeebe:ioMapping>
                              <zeebe:output source='=shortage' target='shortage'/>
                              <zeebe:output source='="1"' target='orderId'/>
                            </zeebe:ioMapping>""")),
            made(
                    "an input that shadows the key",
                    "data/key-overwritten",
                    "Task_ShipGoods",
                    edit -> edit.addExtension(
                            "Task_ShipGoods",
                            "<zeebe:ioMapping><zeebe:input source='=customerId' target='orderId'/></zeebe:ioMapping>")),
            made(
                    "an output without a value",
                    "data/mapping",
                    "Event_NoDriverLeft",
                    edit -> edit.setInside("Event_NoDriverLeft", "output", "source", "")),
            made(
                    "a loop over a number",
                    "data/list",
                    "Task_CommitOrder",
                    edit -> edit.add("Task_CommitOrder", loop("=total"))),
            // Names as the engines compare them.
            made(
                    "a blank after a job type",
                    "contract/no-worker",
                    "Task_ShipGoods",
                    edit -> edit.setInside("Task_ShipGoods", "taskDefinition", "type", "stock.ship ")),
            made(
                    "a decision that an expression names wrongly",
                    "contract/called-decision",
                    "Task_ApplyOrderPolicy",
                    edit -> edit.setInside(
                            "Task_ApplyOrderPolicy", "calledDecision", "decisionId", "=\"order-polizy\"")),
            made(
                    "a job that is chosen by a number",
                    "data/text",
                    "Task_ShipGoods",
                    edit -> edit.setInside("Task_ShipGoods", "taskDefinition", "type", "=offer")),
            made(
                    "no message",
                    "contract/no-message",
                    "StartEvent_CancellationRequested",
                    edit -> edit.unset("MessageDefinition_CancellationRequested", "messageRef")),
            made(
                    "another separator in a key",
                    "contract/key",
                    "Message_DeliveryAccepted",
                    edit -> key(edit, "Message_DeliveryAccepted", "=orderId + \"-\" + string(offer)")),
            made(
                    "the parts of a key the other way round",
                    "contract/key",
                    "Message_DeliveryAccepted",
                    edit -> key(edit, "Message_DeliveryAccepted", "=string(offer) + \"/\" + orderId")),
            made(
                    "a key that is a text",
                    "contract/key",
                    "Message_ProductionFailed",
                    edit -> key(edit, "Message_ProductionFailed", "orderId")),
            made(
                    "a listener with an effect",
                    "saga/listener",
                    "Task_ReserveStock",
                    edit -> edit.addExtension("Task_ReserveStock", """
                            <zeebe:executionListeners>
                              <zeebe:executionListener eventType='start' type='account.capture'/>
                            </zeebe:executionListeners>""")),
            made(
                    "a key that is neither a text nor a number",
                    "contract/key",
                    "Event_ProductionFinished",
                    edit -> key(edit, "Message_ProductionFinished", "=true")),
            made(
                    "a key that is the same for all orders",
                    "contract/key",
                    "Event_ProductionFinished",
                    edit -> key(edit, "Message_ProductionFinished", "=\"order\"")),
            made(
                    "a condition on the only arrow",
                    "sound/no-way",
                    "Gateway_StockComplete",
                    edit -> edit.add(
                            "Flow_StockComplete_BookDelivery",
                            "<conditionExpression>=creditReserved</conditionExpression>")),
            made(
                    "a job of a manual task",
                    "contract/left-out",
                    "Task_ReserveCredit",
                    edit -> edit.become("Task_ReserveCredit", "manualTask")),
            made(
                    "a decision of a manual task",
                    "contract/left-out",
                    "Task_ApplyOrderPolicy",
                    edit -> edit.become("Task_ApplyOrderPolicy", "manualTask")),
            // What no engine takes.
            made(
                    "a boundary event outside the subprocess of its activity",
                    "deployable/reference",
                    "BoundaryEvent_UndoProduction",
                    edit -> edit.move("BoundaryEvent_UndoProduction", "order-fulfilment")),
            new Mistake(
                    "an element without an id",
                    "file/unreadable",
                    "",
                    false,
                    xml -> xml.replaceFirst("<endEvent id=\"EndEvent_OrderCompleted\"", "<endEvent")
                            .replaceAll(
                                    "(targetRef|bpmnElement)=\"EndEvent_OrderCompleted\"",
                                    "$1=\"EndEvent_OrderSecured\"")),
            new Mistake(
                    "an encoding other than UTF-8",
                    "file/unreadable",
                    "",
                    false,
                    xml -> xml.replaceFirst("encoding=\"UTF-8\"", "encoding=\"ISO-8859-1\"")));

    private DataMistakes() {}

    private static String loop(String collection) {
        return "<multiInstanceLoopCharacteristics><extensionElements><zeebe:loopCharacteristics inputCollection='%s'"
                        .formatted(collection)
                + " inputElement='line'/></extensionElements></multiInstanceLoopCharacteristics>";
    }

    private static Edit time(Edit edit, String time) {
        return edit.text("TimerDefinition_ProductionTimedOut", "timeDuration", time);
    }

    private static Edit key(Edit edit, String message, String key) {
        return edit.setInside(message, "subscription", "correlationKey", key);
    }

    private static Mistake made(String what, String rule, String element, Function<Edit, Edit> change) {
        UnaryOperator<String> made = xml -> change.apply(Edit.of(xml)).xml();
        return new Mistake(what, rule, element, false, made);
    }
}
