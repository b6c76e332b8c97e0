package io.waybill.platform.model;

/** The order model with more steps in it. */
final class LargeModel {

    private static final String ZONE = "SubProcess_SecureOrder";

    private static final String START = "StartEvent_OrderToSecure";
    private static final String FIRST = "Task_ApplyOrderPolicy";

    private LargeModel() {}

    /** So many tasks one after another. */
    static String inARow(int tasks) {
        StringBuilder more = new StringBuilder();
        for (int i = 0; i < tasks; i++) {
            more.append(task(i)).append(flow(i == 0 ? START : "More_" + (i - 1), "More_" + i, ""));
        }
        return withMore(more, "More_" + (tasks - 1));
    }

    /** So many tasks that a gateway leads to. */
    static String behind(String gateway, int tasks) {
        StringBuilder more =
                new StringBuilder("<%1$s id=\"Split\" name=\"Which?\" /><%1$s id=\"Join\" />".formatted(gateway));
        for (int i = 0; i < tasks; i++) {
            String condition = gateway.equals("exclusiveGateway")
                    ? "<conditionExpression>=drivers = %d</conditionExpression>".formatted(i)
                    : "";
            more.append(task(i)).append(flow("Split", "More_" + i, condition)).append(flow("More_" + i, "Join", ""));
        }
        return withMore(more.append(flow(START, "Split", "")), "Join");
    }

    private static String task(int number) {
        return """
                <serviceTask id="More_%1$d" name="More %1$d">
                  <extensionElements><zeebe:taskDefinition type="manual" /></extensionElements>
                </serviceTask>
                """.formatted(number);
    }

    private static String flow(String from, String to, String condition) {
        return "<sequenceFlow id=\"%1$s_%2$s\" name=\"way\" sourceRef=\"%1$s\" targetRef=\"%2$s\">%3$s</sequenceFlow>"
                .formatted(from, to, condition);
    }

    private static String withMore(CharSequence elements, String last) {
        String flow = "<sequenceFlow id=\"Flow_OrderToSecure_ApplyOrderPolicy\" sourceRef=\"%s\" targetRef=\"%s\" />";
        return ModelCheckTest.MODEL.replace(flow.formatted(START, FIRST), elements + flow.formatted(last, FIRST));
    }

    /** @param blocks how many steps are added, each with its undo: three elements each */
    static String of(int blocks) {
        Edit edit = Edit.of(ModelCheckTest.MODEL);
        for (int i = 0; i < blocks; i++) {
            edit.add(ZONE, """
                            <serviceTask id='Task_%1$d' name='Reserve %1$d'>
                              <documentation>One more.</documentation>
                              <extensionElements>
                                <zeebe:taskDefinition type='stock.reserve' retries='5'/>
                              </extensionElements>
                            </serviceTask>
                            <boundaryEvent id='Undo_%1$d' name='Undo %1$d' attachedToRef='Task_%1$d'>
                              <documentation>Its undo.</documentation>
                              <compensateEventDefinition id='D_%1$d'/>
                            </boundaryEvent>
                            <serviceTask id='Release_%1$d' name='Release %1$d' isForCompensation='true'>
                              <documentation>One less.</documentation>
                              <extensionElements>
                                <zeebe:taskDefinition type='stock.release' retries='5'/>
                              </extensionElements>
                            </serviceTask>""".formatted(i));
        }
        edit.redirect("Flow_StockComplete_BookDelivery", "Task_0");
        for (int i = 0; i < blocks; i++) {
            edit.flow(ZONE, "Flow_" + i, "Task_" + i, i + 1 < blocks ? "Task_" + (i + 1) : "Task_BookDelivery");
        }
        for (int i = 0; i < blocks; i++) {
            edit.annotate(ZONE, "Undo_" + i, "Release_" + i);
        }
        return edit.xml();
    }
}
