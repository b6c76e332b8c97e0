package io.waybill.platform.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The shipped process of orders with one more task: between the goods and the delivery, the gift is wrapped. */
public final class GiftWrapped {

    private static final String ZONE = "SubProcess_SecureOrder";

    private GiftWrapped() {}

    /** The model. */
    public static String model() throws IOException {
        return Edit.of(Files.readString(Path.of("src/main/resources/bpmn/order-fulfilment.bpmn")))
                .add(ZONE, """
                        <serviceTask id='Task_WrapGift' name='Wrap gift'>
                          <documentation>Wraps the order as a gift.</documentation>
                          <extensionElements>
                            <zeebe:taskDefinition type='gift.wrap' retries='5'/>
                          </extensionElements>
                        </serviceTask>
                        <boundaryEvent id='Event_UndoGift' name='Undo gift' attachedToRef='Task_WrapGift'>
                          <documentation>Undoes "Wrap gift".</documentation>
                          <compensateEventDefinition id='D_UndoGift'/>
                        </boundaryEvent>
                        <serviceTask id='Task_UnwrapGift' name='Unwrap gift' isForCompensation='true'>
                          <documentation>Puts the paper back.</documentation>
                          <extensionElements>
                            <zeebe:taskDefinition type='gift.unwrap' retries='5'/>
                            <zeebe:taskHeaders><zeebe:header key='retry' value='until-done'/></zeebe:taskHeaders>
                          </extensionElements>
                        </serviceTask>""")
                .redirect("Flow_StockComplete_BookDelivery", "Task_WrapGift")
                .flow(ZONE, "Flow_WrapGift_BookDelivery", "Task_WrapGift", "Task_BookDelivery")
                .annotate(ZONE, "Event_UndoGift", "Task_UnwrapGift")
                .draw("Task_WrapGift")
                .draw("Event_UndoGift")
                .draw("Task_UnwrapGift")
                .draw("Flow_WrapGift_BookDelivery")
                .xml();
    }
}
