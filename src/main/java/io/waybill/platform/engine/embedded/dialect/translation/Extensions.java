package io.waybill.platform.engine.embedded.dialect.translation;

import io.waybill.platform.engine.embedded.dialect.loop.Loop;
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
        Optional<Element> job = Dom.extension(element, "taskDefinition");
        return new ElementParts(
                job.map(definition -> definition.getAttribute("type")).orElse(null),
                job.flatMap(definition -> Dom.attribute(definition, "retries")).orElse(THREE_TRIES),
                headers(element),
                Mappings.inputs(mappings(element, "input")),
                Mappings.outputs(mappings(element, "output")),
                loop(element),
                Dom.extension(element, "calledElement").map(Extensions::call).orElse(null),
                result(element),
                code(element));
    }

    private static Map<String, String> headers(Element element) {
        Map<String, String> headers = new LinkedHashMap<>();
        Dom.extension(element, "taskHeaders").stream()
                .flatMap(Dom::children)
                .forEach(header -> headers.put(header.getAttribute("key"), header.getAttribute("value")));
        return Map.copyOf(headers);
    }

    private static List<Mappings.Mapping> mappings(Element element, String kind) {
        return Dom.extension(element, "ioMapping").stream()
                .flatMap(Dom::children)
                .filter(mapping -> Dom.is(mapping, Dom.ZEEBE, kind))
                .map(mapping -> new Mappings.Mapping(mapping.getAttribute("source"), mapping.getAttribute("target")))
                .toList();
    }

    private static @Nullable Loop loop(Element element) {
        Optional<Element> characteristics = Dom.child(element, Dom.BPMN, "multiInstanceLoopCharacteristics");
        return characteristics
                .flatMap(loop -> Dom.extension(loop, "loopCharacteristics"))
                .map(loop -> new Loop(
                        loop.getAttribute("inputCollection"),
                        given(loop, "inputElement"),
                        given(loop, "outputCollection"),
                        given(loop, "outputElement"),
                        characteristics
                                .flatMap(of -> Dom.child(of, Dom.BPMN, "completionCondition"))
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
        return Dom.extension(element, "script")
                .map(script -> new ElementParts.Result(
                        script.getAttribute("expression"), script.getAttribute("resultVariable"), false))
                .or(() -> Dom.extension(element, "calledDecision")
                        .map(decision -> new ElementParts.Result(
                                decision.getAttribute("decisionId"),
                                decision.getAttribute("resultVariable"),
                                decision.getAttribute("bindingType").equals("deployment"))))
                .orElse(null);
    }

    /** The code of the error or escalation that is thrown, if it is an expression. */
    private static @Nullable String code(Element element) {
        return Dom.children(element)
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
                : Dom.children(definition.getOwnerDocument().getDocumentElement())
                        .filter(thrown -> Dom.is(thrown, Dom.BPMN, kind)
                                && thrown.getAttribute("id").equals(id))
                        .map(thrown -> thrown.getAttribute(kind + "Code"));
    }
}
