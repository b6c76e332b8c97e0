package io.waybill.platform.engine.embedded.dialect;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** What of a model the embedded engine does not run. */
final class Support {

    private static final Map<String, String> ELEMENTS = Map.of(
            "userTask", "User tasks are not run. Use a service task with the job type manual.",
            "adHocSubProcess", "Ad-hoc subprocesses are not run. Use a subprocess with gateways.",
            "complexGateway", "Complex gateways are not run. Use an inclusive or exclusive gateway.",
            "transaction", "Transactions are not run. Use a subprocess with compensation.",
            "conditionalEventDefinition", "Conditional events are not run. Use a message or a timer.",
            "cancelEventDefinition", "Cancel events are not run. Use a compensation or error event.",
            "standardLoopCharacteristics", "Standard loops are not run. Use a gateway that leads back.");

    private static final Map<String, String> EXTENSIONS = Map.of(
            "executionListeners", "Execution listeners are not run. Use a service task before or after.",
            "taskListeners", "Task listeners are not run. Use a service task before or after.",
            "userTask", "User tasks are not run. Use a service task with the job type manual.",
            "publishMessage", "Messages are not published by an event. Use one with a job type.",
            "adHoc", "Ad-hoc subprocesses are not run. Use a subprocess with gateways.");

    private Support() {}

    static List<Unsupported> of(Document document) {
        List<Unsupported> unsupported = new ArrayList<>();
        for (Element element : Xml.all(document, Xml.BPMN, "*")) {
            String reason = ELEMENTS.get(element.getLocalName());
            if (reason != null) {
                unsupported.add(new Unsupported(owner(element), reason));
            }
        }
        for (Element element : Xml.all(document, Xml.ZEEBE, "*")) {
            String reason = EXTENSIONS.get(element.getLocalName());
            if (reason != null) {
                unsupported.add(new Unsupported(owner(element), reason));
            } else if (element.getAttribute("bindingType").equals("versionTag")) {
                unsupported.add(new Unsupported(
                        owner(element), "Version tags are not looked up. Use the binding deployment or latest."));
            }
        }
        return unsupported.stream().distinct().toList();
    }

    /** The flow node or the process that something belongs to. */
    private static String owner(Element element) {
        Element owner = element;
        while (!owner.getLocalName().equals("process")
                && !Translation.isFlowNode(owner)
                && !ELEMENTS.containsKey(owner.getLocalName())
                && owner.getParentNode() instanceof Element parent) {
            owner = parent;
        }
        return owner.getLocalName().endsWith("Definition")
                ? Xml.parent(owner).getAttribute("id")
                : owner.getAttribute("id");
    }
}
