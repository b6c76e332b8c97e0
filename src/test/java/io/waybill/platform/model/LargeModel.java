package io.waybill.platform.model;

/** The order model with more steps in it. */
final class LargeModel {

    private static final String ZONE = "SubProcess_SecureOrder";

    private LargeModel() {}

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
