package io.waybill.mutants.edits;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.w3c.dom.Element;

/** Edits of what an element is: its type, its name, whether it interrupts, which way is the default. */
final class TypeEdits {

    static final List<Edit> ALL = List.of(
            new Edit(Kind.RETYPE, TypeEdits::task),
            new Edit(Kind.RETYPE, TypeEdits::job),
            new Edit(Kind.RETYPE, TypeEdits::gateway),
            new Edit(Kind.RETYPE, TypeEdits::event),
            new Edit(Kind.RETYPE, TypeEdits::loop),
            new Edit(Kind.RENAME, TypeEdits::name),
            new Edit(Kind.RENAME, TypeEdits::id),
            new Edit(Kind.RENAME, TypeEdits::global),
            new Edit(Kind.RENAME, TypeEdits::otherMessage),
            new Edit(Kind.INTERRUPTION, TypeEdits::interruption),
            new Edit(Kind.DEFAULT, TypeEdits::noDefault),
            new Edit(Kind.DEFAULT, TypeEdits::otherDefault));

    private static final String[] DEFINITIONS = {
        "messageEventDefinition",
        "timerEventDefinition",
        "errorEventDefinition",
        "escalationEventDefinition",
        "signalEventDefinition",
        "compensateEventDefinition",
        "terminateEventDefinition"
    };

    private TypeEdits() {}

    private static Optional<String> task(Drawing drawing) {
        return drawing.pick(drawing.all(Drawing.TASKS)).map(task -> {
            String called = drawing.called(task);
            String type = other(drawing, task, Drawing.TASKS);
            drawing.rename(task, type);
            return "%s becomes a %s".formatted(called, type);
        });
    }

    private static String other(Drawing drawing, Element element, String[] types) {
        return drawing.pick(Stream.of(types)
                        .filter(type -> !type.equals(element.getLocalName()))
                        .toList())
                .orElseThrow();
    }

    private static Optional<String> job(Drawing drawing) {
        Set<String> types = new TreeSet<>();
        List<Element> jobs = drawing.all("taskDefinition");
        jobs.forEach(job -> types.add(job.getAttribute("type")));
        return drawing.pick(jobs)
                .flatMap(job -> drawing.pick(List.copyOf(types)).map(type -> {
                    job.setAttribute("type", type);
                    return "%s does the job %s".formatted(drawing.called(owner(job)), type);
                }));
    }

    static Element owner(Element extension) {
        return Xml.parent(Xml.parent(extension));
    }

    private static Optional<String> gateway(Drawing drawing) {
        return drawing.pick(drawing.all(Drawing.GATEWAYS)).map(gateway -> {
            String called = drawing.called(gateway);
            String type = other(drawing, gateway, Drawing.GATEWAYS);
            drawing.rename(gateway, type);
            return "%s becomes a %s".formatted(called, type);
        });
    }

    /** Gives an event another meaning, or none; an intermediate event may begin to throw or to catch. */
    private static Optional<String> event(Drawing drawing) {
        return drawing.pick(drawing.all(Drawing.EVENTS)).map(event -> {
            String called = drawing.called(event);
            if (event.getLocalName().startsWith("intermediate")
                    && drawing.random().nextInt(3) == 0) {
                boolean caught = event.getLocalName().equals("intermediateCatchEvent");
                drawing.rename(event, caught ? "intermediateThrowEvent" : "intermediateCatchEvent");
                return "%s is %s".formatted(called, caught ? "thrown" : "caught");
            }
            Xml.children(event)
                    .filter(child -> child.getLocalName().endsWith("EventDefinition"))
                    .toList()
                    .forEach(Xml::remove);
            int which = drawing.random().nextInt(DEFINITIONS.length + 1);
            if (which == DEFINITIONS.length) {
                return called + " becomes an event without a meaning";
            }
            Element definition = drawing.element(DEFINITIONS[which]);
            definition.setAttribute("id", drawing.fresh("Definition"));
            event.appendChild(definition);
            refer(drawing, definition);
            return "%s has a %s".formatted(called, DEFINITIONS[which]);
        });
    }

    /** Refers to one of those that the file has, as somebody would choose it from the list. */
    private static void refer(Drawing drawing, Element definition) {
        String kind = definition.getLocalName().replace("EventDefinition", "");
        if (kind.equals("timer")) {
            Element time = drawing.element("timeDuration");
            time.setTextContent("PT1H");
            definition.appendChild(time);
        } else {
            drawing.pick(drawing.all(kind))
                    .ifPresent(to -> definition.setAttribute(kind + "Ref", to.getAttribute("id")));
        }
    }

    private static Optional<String> loop(Drawing drawing) {
        return drawing.pick(drawing.all("serviceTask", "subProcess")).map(task -> {
            Element loop = drawing.element("multiInstanceLoopCharacteristics");
            loop.setAttribute("isSequential", String.valueOf(drawing.random().nextBoolean()));
            Element each = drawing.extension("loopCharacteristics");
            each.setAttribute(
                    "inputCollection",
                    drawing.pick(List.of("=shortage", "=[1, 2]", "=[]", "=[orderId]"))
                            .orElseThrow());
            drawing.extensions(loop).appendChild(each);
            task.appendChild(loop);
            return "%s is done for each of %s".formatted(drawing.called(task), each.getAttribute("inputCollection"));
        });
    }

    private static Optional<String> name(Drawing drawing) {
        return drawing.pick(drawing.nodes()).map(node -> {
            String called = drawing.called(node);
            node.setAttribute(
                    "name", drawing.pick(List.of("Check", "Go on?", "Ship it")).orElseThrow());
            return "call %s %s".formatted(called, node.getAttribute("name"));
        });
    }

    /** An id is changed wherever it stands, as a modeler does it. */
    private static Optional<String> id(Drawing drawing) {
        return drawing.pick(drawing.nodes()).map(node -> {
            String before = node.getAttribute("id");
            String after = drawing.fresh("Renamed");
            Xml.everything(drawing.document().getDocumentElement()).forEach(element -> {
                for (String end : List.of("id", "sourceRef", "targetRef", "attachedToRef", "default", "bpmnElement")) {
                    if (element.getAttribute(end).equals(before)) {
                        element.setAttribute(end, after);
                    }
                }
            });
            return "the id %s becomes %s".formatted(before, after);
        });
    }

    /** The name or the code of a message, an error or an escalation. */
    private static Optional<String> global(Drawing drawing) {
        return drawing.pick(drawing.all("message", "error", "escalation")).map(global -> {
            String name = global.hasAttribute("escalationCode") ? "escalationCode" : "name";
            String before = global.getAttribute(name);
            global.setAttribute(name, typo(drawing, before));
            return "%s “%s” becomes “%s”".formatted(global.getLocalName(), before, global.getAttribute(name));
        });
    }

    /** A letter is missing, in capitals, or followed by a blank. */
    static String typo(Drawing drawing, String text) {
        int at = drawing.random().nextInt(Math.max(1, text.length()));
        return switch (drawing.random().nextInt(3)) {
            case 0 -> text.isEmpty() ? "x" : text.substring(0, at) + text.substring(at + 1);
            case 1 ->
                text.isEmpty()
                        ? "X"
                        : text.substring(0, at) + Character.toUpperCase(text.charAt(at)) + text.substring(at + 1);
            default -> text + " ";
        };
    }

    private static Optional<String> otherMessage(Drawing drawing) {
        return drawing.pick(drawing.all("messageEventDefinition"))
                .flatMap(definition -> drawing.pick(drawing.all("message")).map(message -> {
                    definition.setAttribute("messageRef", message.getAttribute("id"));
                    return "%s waits for %s"
                            .formatted(drawing.called(Xml.parent(definition)), message.getAttribute("name"));
                }));
    }

    private static Optional<String> interruption(Drawing drawing) {
        return drawing.pick(drawing.all("boundaryEvent", "startEvent")).map(event -> {
            String attribute = event.getLocalName().equals("boundaryEvent") ? "cancelActivity" : "isInterrupting";
            boolean interrupts = event.getAttribute(attribute).equals("false");
            event.setAttribute(attribute, String.valueOf(interrupts));
            return "%s %s".formatted(drawing.called(event), interrupts ? "interrupts" : "does not interrupt");
        });
    }

    private static Optional<String> noDefault(Drawing drawing) {
        return drawing.pick(withDefault(drawing)).map(gateway -> {
            gateway.removeAttribute("default");
            return drawing.called(gateway) + " has no default";
        });
    }

    private static List<Element> withDefault(Drawing drawing) {
        return drawing.all(Drawing.GATEWAYS).stream()
                .filter(gateway -> gateway.hasAttribute("default"))
                .toList();
    }

    private static Optional<String> otherDefault(Drawing drawing) {
        return drawing.pick(drawing.all(Drawing.GATEWAYS))
                .flatMap(gateway -> drawing.pick(drawing.outgoing(gateway)).map(way -> {
                    gateway.setAttribute("default", way.getAttribute("id"));
                    Xml.child(way, "conditionExpression").ifPresent(Xml::remove);
                    return "%s by default takes %s".formatted(drawing.called(gateway), drawing.called(way));
                }));
    }
}
