package io.waybill.platform.model;

import io.waybill.platform.model.Variants.Variant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** Other ways to write what the order model means, in FEEL: none of them is a mistake. */
final class DataVariants {

    static final List<Variant> ALL = Stream.of(
                    written(
                            edit -> text -> edit.text("Flow_CreditRefused_CreditRefused", "conditionExpression", text),
                            "=creditReserved = false",
                            "=creditReserved != true",
                            "=not(creditReserved = true)",
                            "=if creditReserved then false else true",
                            "=creditReserved in (false)"),
                    written(
                            edit -> text -> edit.text("Flow_StockShort_RequestProduction", "conditionExpression", text),
                            "=count(shortage) >= 1",
                            "=0 < count(shortage)",
                            "=not(count(shortage) = 0)",
                            "=shortage != []",
                            "=not(shortage = [])",
                            "=if count(shortage) > 0 then true else false",
                            "=is defined(shortage) and count(shortage) > 0",
                            "=get or else(sum(shortage.quantity), 0) > 0",
                            "=shortage[1] != null",
                            "=count(for line in shortage return line.itemId) > 0",
                            "=not(every line in shortage satisfies line.quantity = 0)",
                            "=some line in shortage satisfies line.quantity > 0",
                            "=count(shortage) > 0 and max(shortage.quantity) > 0"),
                    written(
                            edit -> text -> edit.text("Flow_DriverFound_WaitForTheDriver", "conditionExpression", text),
                            "=offer >= 1",
                            "=offer != 0",
                            "=0 < offer",
                            "=not(offer = 0)",
                            "=offer in [1..1000]",
                            "=offer between 1 and 1000",
                            "=offer * 2 > 1",
                            "=offer > 0 and total >= 0"),
                    written(
                            edit -> text -> edit.text("Flow_Committed_OrderSecured", "conditionExpression", text),
                            "=committed = true",
                            "=committed != false",
                            "=not(not(committed))",
                            "=not(committed = false)",
                            "=if committed then true else false",
                            "=committed and offer > 0",
                            "=get or else(committed, false)"),
                    written(
                            edit -> text -> edit.text("Flow_Rejected_RejectOrder", "conditionExpression", text),
                            "=cause in (\"credit-refused\", \"production-failed\")",
                            "=list contains([\"credit-refused\", \"production-failed\"], cause)",
                            "=cause = \"credit-refused\"",
                            "=starts with(cause, \"credit\") or starts with(cause, \"production\")",
                            "=matches(cause, \"credit.*\")",
                            "=upper case(cause) = \"CREDIT-REFUSED\"",
                            "=string length(cause) = 14"),
                    written(
                            edit -> text -> edit.text("TimerDefinition_ProductionTimedOut", "timeDuration", text),
                            "PT30M",
                            "P1D",
                            "=\"PT1H\"",
                            "=duration(\"PT2H\")",
                            "=policy.productionDeadline",
                            "=duration(policy.productionDeadline)",
                            "=if total > 1000000 then duration(\"PT8H\") else duration(\"PT2H\")",
                            "=\"PT\" + string(policy.driversToTry) + \"M\"",
                            "=get or else(productionDeadline, \"PT1H\")"),
                    written(
                            edit -> text -> edit.setInside("Task_OfferToNextDriver", "input", "source", text),
                            "=3",
                            "=policy.driversToTry",
                            "=policy.driversToTry + 1",
                            "=min(5, policy.driversToTry)",
                            "=count(items) + 1",
                            "=if total > 1000000 then 5 else 3"),
                    written(
                            edit -> text -> edit.setInside(
                                    "Message_ProductionFinished", "subscription", "correlationKey", text),
                            "=string(orderId)"),
                    written(
                            edit -> text -> edit.setInside("Task_ShipGoods", "taskDefinition", "retries", text),
                            "3",
                            "=5",
                            "=policy.driversToTry"),
                    Stream.of(new Variant(
                            "an answer under another name, which the question reads",
                            edit -> edit.setOutput("Task_ReserveStock", "=count(shortage)", "missing")
                                    .addExtension("Task_RequestProduction", """
                                                    <zeebe:ioMapping>
                                                      <zeebe:input source='=[]' target='shortage'/>
                                                    </zeebe:ioMapping>""")
                                    .text("Flow_StockShort_RequestProduction", "conditionExpression", "=missing > 0"))))
            .flatMap(one -> one)
            .toList();

    private DataVariants() {}

    private static Stream<Variant> written(Function<Edit, Function<String, Edit>> where, String... texts) {
        return Stream.of(texts)
                .map(text -> new Variant(text, edit -> where.apply(edit).apply(text)));
    }
}
