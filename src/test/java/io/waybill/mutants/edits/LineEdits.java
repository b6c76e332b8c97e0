package io.waybill.mutants.edits;

import java.util.List;
import java.util.Optional;
import org.w3c.dom.Element;

/** Edits of how a process runs: what is deleted, moved, connected and copied. */
final class LineEdits {

    static final List<Edit> ALL = List.of(
            new Edit(Kind.DELETE, LineEdits::deleteNode),
            new Edit(Kind.DELETE, LineEdits::deleteNode),
            new Edit(Kind.DELETE, LineEdits::deleteLine),
            new Edit(Kind.MOVE, LineEdits::moveOnAnotherFlow),
            new Edit(Kind.MOVE, LineEdits::moveOnAnotherFlow),
            new Edit(Kind.MOVE, LineEdits::attachElsewhere),
            new Edit(Kind.MOVE, LineEdits::dragOut),
            new Edit(Kind.RECONNECT, LineEdits::reconnect),
            new Edit(Kind.RECONNECT, LineEdits::reconnect),
            new Edit(Kind.RECONNECT, LineEdits::swap),
            new Edit(Kind.RECONNECT, LineEdits::reconnectUndo),
            new Edit(Kind.RECONNECT, LineEdits::connect),
            new Edit(Kind.DUPLICATE, LineEdits::copyOnFlow),
            new Edit(Kind.DUPLICATE, LineEdits::copyBeside));

    private static final String SOURCE = "sourceRef";
    private static final String TARGET = "targetRef";

    private LineEdits() {}

    private static Optional<String> deleteNode(Drawing drawing) {
        return drawing.pick(drawing.nodes()).map(node -> {
            String called = drawing.called(node);
            drawing.delete(node);
            return "delete " + called;
        });
    }

    private static Optional<String> deleteLine(Drawing drawing) {
        return drawing.pick(drawing.all("sequenceFlow", "association")).map(line -> {
            String called = drawing.called(line);
            Xml.remove(line);
            return "delete " + called;
        });
    }

    private static Optional<String> moveOnAnotherFlow(Drawing drawing) {
        return drawing.pick(inLine(drawing)).flatMap(node -> {
            drawing.bridge(node);
            return drawing.pick(drawing.flows())
                    .filter(flow -> !isInside(flow, node))
                    .map(flow -> {
                        String to = drawing.called(flow);
                        drawing.dropOn(flow, node);
                        return "move %s onto %s".formatted(drawing.called(node), to);
                    });
        });
    }

    /** The nodes with one flow that comes in and one that goes out. */
    private static List<Element> inLine(Drawing drawing) {
        return drawing.nodes().stream()
                .filter(node -> drawing.incoming(node).size() == 1
                        && drawing.outgoing(node).size() == 1)
                .toList();
    }

    private static boolean isInside(Element flow, Element node) {
        return Xml.everything(node).contains(flow);
    }

    private static Optional<String> attachElsewhere(Drawing drawing) {
        return drawing.pick(drawing.all("boundaryEvent"))
                .flatMap(event -> drawing.pick(drawing.besides(event).stream()
                                .filter(node -> node.getLocalName().matches(".*([tT]ask|subProcess)"))
                                .filter(node -> !node.getAttribute("id").equals(event.getAttribute("attachedToRef")))
                                .toList())
                        .map(to -> {
                            event.setAttribute("attachedToRef", to.getAttribute("id"));
                            return "attach %s to %s".formatted(drawing.called(event), drawing.called(to));
                        }));
    }

    /** Out of its subprocess or into one; the flows that would cross the border are gone. */
    private static Optional<String> dragOut(Drawing drawing) {
        return drawing.pick(drawing.nodes())
                .flatMap(node -> drawing.pick(drawing.all("process", "subProcess").stream()
                                .filter(scope -> !scope.equals(node) && !scope.equals(Xml.parent(node)))
                                .filter(scope -> !Xml.everything(node).contains(scope))
                                .toList())
                        .map(scope -> {
                            drawing.bridge(node);
                            drawing.incoming(node).forEach(Xml::remove);
                            drawing.outgoing(node).forEach(Xml::remove);
                            scope.appendChild(node);
                            return "drag %s into %s".formatted(drawing.called(node), drawing.called(scope));
                        }));
    }

    private static Optional<String> reconnect(Drawing drawing) {
        return drawing.pick(drawing.flows()).flatMap(flow -> {
            String end = drawing.random().nextInt(3) == 0 ? SOURCE : TARGET;
            String before = drawing.called(flow);
            return drawing.byId(flow.getAttribute(end))
                    .flatMap(node -> drawing.pick(drawing.besides(node)))
                    .filter(node -> canBe(end, node))
                    .map(node -> {
                        flow.setAttribute(end, node.getAttribute("id"));
                        return "%s %s %s"
                                .formatted(
                                        before, end.equals(TARGET) ? "leads to" : "comes from", drawing.called(node));
                    });
        });
    }

    private static boolean canBe(String end, Element node) {
        return !node.getLocalName().matches(end.equals(TARGET) ? "startEvent|boundaryEvent" : "endEvent");
    }

    /** Two ways out of a gateway, the one for the other. */
    private static Optional<String> swap(Drawing drawing) {
        return drawing.pick(drawing.all(Drawing.GATEWAYS).stream()
                        .filter(gateway -> drawing.outgoing(gateway).size() > 1)
                        .toList())
                .map(gateway -> {
                    List<Element> ways = drawing.outgoing(gateway);
                    Element one = ways.getFirst();
                    Element other = ways.getLast();
                    String target = one.getAttribute(TARGET);
                    one.setAttribute(TARGET, other.getAttribute(TARGET));
                    other.setAttribute(TARGET, target);
                    return "swap the ways out of " + drawing.called(gateway);
                });
    }

    private static Optional<String> reconnectUndo(Drawing drawing) {
        return drawing.pick(drawing.all("association"))
                .flatMap(line -> drawing.pick(drawing.all(Drawing.TASKS)).map(task -> {
                    line.setAttribute(TARGET, task.getAttribute("id"));
                    return "%s is undone by %s"
                            .formatted(
                                    drawing.byId(line.getAttribute(SOURCE))
                                            .map(drawing::called)
                                            .orElse("nothing"),
                                    drawing.called(task));
                }));
    }

    private static Optional<String> connect(Drawing drawing) {
        return drawing.pick(drawing.nodes())
                .filter(from -> canBe(SOURCE, from))
                .flatMap(from -> drawing.pick(drawing.besides(from))
                        .filter(to -> canBe(TARGET, to))
                        .map(to -> {
                            drawing.connect(Xml.parent(from), from.getAttribute("id"), to.getAttribute("id"));
                            return "connect %s with %s".formatted(drawing.called(from), drawing.called(to));
                        }));
    }

    private static Optional<String> copyOnFlow(Drawing drawing) {
        return drawing.pick(inLine(drawing))
                .flatMap(node -> drawing.pick(drawing.flows())
                        .filter(flow -> !isInside(flow, node))
                        .map(flow -> {
                            String to = drawing.called(flow);
                            drawing.dropOn(flow, drawing.copy(node));
                            return "drop a copy of %s onto %s".formatted(drawing.called(node), to);
                        }));
    }

    private static Optional<String> copyBeside(Drawing drawing) {
        return drawing.pick(drawing.nodes()).map(node -> {
            drawing.copy(node);
            return "paste a copy of %s beside it".formatted(drawing.called(node));
        });
    }
}
