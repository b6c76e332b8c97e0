package io.waybill.platform.engine.embedded.dialect;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/** Reads the extensions of an element. */
final class Extensions {

    private static final String THREE_TRIES = "3";

    private Extensions() {}

    static ElementParts of(Element element) {
        Optional<Element> job = Xml.extension(element, "taskDefinition");
        return new ElementParts(
                job.map(definition -> definition.getAttribute("type")).orElse(null),
                job.flatMap(definition -> Xml.attribute(definition, "retries")).orElse(THREE_TRIES),
                headers(element),
                Mappings.inputs(mappings(element, "input")),
                Mappings.outputs(mappings(element, "output")),
                loop(element),
                Xml.extension(element, "calledElement").map(Extensions::call).orElse(null),
                result(element),
                code(element));
    }

    private static Map<String, String> headers(Element element) {
        Map<String, String> headers = new LinkedHashMap<>();
        Xml.extension(element, "taskHeaders").stream()
                .flatMap(Xml::children)
                .forEach(header -> headers.put(header.getAttribute("key"), header.getAttribute("value")));
        return Map.copyOf(headers);
    }

    private static List<Mappings.Mapping> mappings(Element element, String kind) {
        return Xml.extension(element, "ioMapping").stream()
                .flatMap(Xml::children)
                .filter(mapping -> Xml.is(mapping, Xml.ZEEBE, kind))
                .map(mapping -> new Mappings.Mapping(mapping.getAttribute("source"), mapping.getAttribute("target")))
                .toList();
    }

    private static @Nullable Loop loop(Element element) {
        Optional<Element> characteristics = Xml.child(element, Xml.BPMN, "multiInstanceLoopCharacteristics");
        return characteristics
                .flatMap(loop -> Xml.extension(loop, "loopCharacteristics"))
                .map(loop -> new Loop(
                        loop.getAttribute("inputCollection"),
                        given(loop, "inputElement"),
                        given(loop, "outputCollection"),
                        given(loop, "outputElement"),
                        characteristics
                                .flatMap(of -> Xml.child(of, Xml.BPMN, "completionCondition"))
                                .map(condition -> condition.getTextContent().strip())
                                .orElse(null)))
                .orElse(null);
    }

    private static @Nullable String given(Element element, String attribute) {
        return element.getAttribute(attribute).isBlank() ? null : element.getAttribute(attribute);
    }

    private static ElementParts.Call call(Element called) {
        return new ElementParts.Call(
                !called.getAttribute("propagateAllChildVariables").equals("false"),
                !called.getAttribute("propagateAllParentVariables").equals("false"));
    }

    private static ElementParts.@Nullable Result result(Element element) {
        return Xml.extension(element, "script")
                .map(script -> new ElementParts.Result(
                        script.getAttribute("expression"), script.getAttribute("resultVariable"), false))
                .or(() -> Xml.extension(element, "calledDecision")
                        .map(decision -> new ElementParts.Result(
                                decision.getAttribute("decisionId"),
                                decision.getAttribute("resultVariable"),
                                decision.getAttribute("bindingType").equals("deployment"))))
                .orElse(null);
    }

    /** The code of the error or escalation that is thrown, if it is an expression. */
    private static @Nullable String code(Element element) {
        return Xml.children(element)
                .flatMap(definition -> Stream.of("error", "escalation").flatMap(kind -> thrown(definition, kind)))
                .filter(code -> code.startsWith("="))
                .findFirst()
                .orElse(null);
    }

    private static Stream<String> thrown(Element definition, String kind) {
        String reference = definition.getAttribute(kind + "Ref");
        String id = reference.substring(reference.indexOf(':') + 1);
        return id.isEmpty()
                ? Stream.empty()
                : Xml.children(definition.getOwnerDocument().getDocumentElement())
                        .filter(thrown -> Xml.is(thrown, Xml.BPMN, kind)
                                && thrown.getAttribute("id").equals(id))
                        .map(thrown -> thrown.getAttribute(kind + "Code"));
    }
}
