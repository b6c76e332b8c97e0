package io.waybill.platform.engine.embedded.dialect.translation;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** What the embedded engine does not support in a model. */
public final class Support {

    private static final Map<String, String> ELEMENTS = Map.of(
            "userTask", "User tasks are not supported. Use a service task with the job type manual.",
            "adHocSubProcess", "Ad-hoc subprocesses are not supported. Use a subprocess with gateways.",
            "complexGateway", "Complex gateways are not supported. Use an inclusive or exclusive gateway.",
            "transaction", "Transactions are not supported. Use a subprocess with compensation.",
            "conditionalEventDefinition", "Conditional events are not supported. Use a message or a timer.",
            "cancelEventDefinition", "Cancel events are not supported. Use a compensation or error event.",
            "standardLoopCharacteristics", "Standard loops are not supported. Use a gateway that leads back.");

    private static final Map<String, String> EXTENSIONS = Map.of(
            "executionListeners", "Execution listeners are not supported. Use a service task before or after.",
            "taskListeners", "Task listeners are not supported. Use a service task before or after.",
            "userTask", "User tasks are not supported. Use a service task with the job type manual.",
            "publishMessage", "Events do not publish messages. Use an event with a job type.",
            "adHoc", "Ad-hoc subprocesses are not supported. Use a subprocess with gateways.");

    /** The engine reads them as another kind of cron than Zeebe does. */
    private static final String CRON = "Cron expressions are not supported. Use a cycle such as R/PT1H.";

    private Support() {}

    public static List<Unsupported> of(String model) {
        return of(Dom.read(new ByteArrayInputStream(model.getBytes(StandardCharsets.UTF_8))));
    }

    static List<Unsupported> of(Document document) {
        List<Unsupported> unsupported = new ArrayList<>();
        for (Element element : Dom.all(document, Dom.BPMN, "*")) {
            String reason = ELEMENTS.get(element.getLocalName());
            if (reason != null) {
                unsupported.add(new Unsupported(owner(element), reason));
            }
        }
        for (Element cycle : Dom.all(document, Dom.BPMN, "timeCycle")) {
            if (!cycle.getTextContent().strip().matches("[R=].*")) {
                unsupported.add(new Unsupported(owner(cycle), CRON));
            }
        }
        for (Element element : Dom.all(document, Dom.ZEEBE, "*")) {
            String reason = EXTENSIONS.get(element.getLocalName());
            if (reason != null) {
                unsupported.add(new Unsupported(owner(element), reason));
            } else if (element.getAttribute("bindingType").equals("versionTag")) {
                unsupported.add(new Unsupported(
                        owner(element), "Version tags are not supported. Use the binding deployment or latest."));
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
                ? Dom.parent(owner).getAttribute("id")
                : owner.getAttribute("id");
    }
}
