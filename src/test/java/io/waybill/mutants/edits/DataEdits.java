package io.waybill.mutants.edits;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.w3c.dom.Element;

/** Edits of what is written into the properties panel. */
final class DataEdits {

    static final List<Edit> ALL = List.of(
            new Edit(Kind.CONDITION, DataEdits::changeCondition),
            new Edit(Kind.CONDITION, DataEdits::changeCondition),
            new Edit(Kind.CONDITION, DataEdits::deleteCondition),
            new Edit(Kind.CONDITION, DataEdits::addCondition),
            new Edit(Kind.CONDITION, DataEdits::swapConditions),
            new Edit(Kind.MAPPING, DataEdits::deleteMapping),
            new Edit(Kind.MAPPING, DataEdits::changeMapping),
            new Edit(Kind.MAPPING, DataEdits::renameTarget),
            new Edit(Kind.MAPPING, DataEdits::addMapping),
            new Edit(Kind.KEY, DataEdits::key),
            new Edit(Kind.TIMER, DataEdits::timer),
            new Edit(Kind.SETTING, DataEdits::retries),
            new Edit(Kind.SETTING, DataEdits::deleteSetting),
            new Edit(Kind.SETTING, DataEdits::decision),
            new Edit(Kind.LISTENER, DataEdits::listener));

    private static final Pattern NUMBER = Pattern.compile("\\b\\d+\\b");
    private static final Pattern COMPARISON = Pattern.compile("[<>]=?|!=|(?<![<>!])=");
    private static final Pattern TEXT = Pattern.compile("\"([^\"]*)\"");
    private static final Pattern VARIABLE = Pattern.compile("\\b[a-z][a-zA-Z]*\\b(?!\\s*\\()");
    private static final Set<String> WORDS = Set.of("or", "and", "not", "null", "true", "false", "get", "else", "if");

    private DataEdits() {}

    private static List<Element> conditions(Drawing drawing) {
        return drawing.all("conditionExpression");
    }

    private static Optional<String> changeCondition(Drawing drawing) {
        return drawing.pick(conditions(drawing)).map(condition -> {
            String before = condition.getTextContent();
            condition.setTextContent(changed(drawing, before));
            return "%s if %s instead of %s"
                    .formatted(drawing.called(Xml.parent(condition)), condition.getTextContent(), before);
        });
    }

    /** A FEEL expression as somebody might get it wrong, or want it otherwise. */
    private static String changed(Drawing drawing, String expression) {
        String body = expression.startsWith("=") ? expression.substring(1) : expression;
        return switch (drawing.random().nextInt(9)) {
            case 0 -> "=not(%s)".formatted(body);
            case 1 -> "=" + drawing.pick(List.of("true", "false", "null")).orElseThrow();
            case 2 -> "=" + replaceOne(drawing, COMPARISON, body, List.of("<", "<=", ">", ">=", "=", "!="));
            case 3 -> "=" + replaceOne(drawing, NUMBER, body, List.of("0", "1", "-1", "2", "1000000"));
            case 4 -> "=" + replaceOne(drawing, VARIABLE, body, List.copyOf(variables(drawing)));
            case 5 -> "=" + replaceOne(drawing, TEXT, body, List.copyOf(texts(drawing)));
            case 6 -> "=" + TypeEdits.typo(drawing, body);
            case 7 -> body;
            default ->
                "=%s %s %s"
                        .formatted(
                                body,
                                drawing.pick(List.of("and", "or")).orElseThrow(),
                                drawing.pick(List.copyOf(variables(drawing))).orElse("true"));
        };
    }

    private static String replaceOne(Drawing drawing, Pattern what, String in, List<String> by) {
        List<Matcher> found = new ArrayList<>();
        Matcher matcher = what.matcher(in);
        while (matcher.find()) {
            if (!WORDS.contains(matcher.group())) {
                Matcher copy = what.matcher(in);
                copy.find(matcher.start());
                found.add(copy);
            }
        }
        return drawing.pick(found)
                .flatMap(one ->
                        drawing.pick(by).map(other -> in.substring(0, one.start()) + other + in.substring(one.end())))
                .orElse(in);
    }

    /** The variables that the expressions of the file know. */
    private static Set<String> variables(Drawing drawing) {
        Set<String> names = new TreeSet<>();
        for (Element element : drawing.all("conditionExpression", "input", "output", "timeDuration", "subscription")) {
            Matcher matcher = VARIABLE.matcher(TEXT.matcher(expression(element)).replaceAll(""));
            while (matcher.find()) {
                if (!WORDS.contains(matcher.group())) {
                    names.add(matcher.group());
                }
            }
        }
        return names;
    }

    private static String expression(Element element) {
        return element.getLocalName().equals("subscription")
                ? element.getAttribute("correlationKey")
                : element.hasAttribute("source") ? element.getAttribute("source") : element.getTextContent();
    }

    private static Set<String> texts(Drawing drawing) {
        Set<String> texts = new TreeSet<>();
        for (Element element : drawing.all("conditionExpression", "output")) {
            Matcher matcher = TEXT.matcher(expression(element));
            while (matcher.find()) {
                texts.add(matcher.group());
            }
        }
        return texts;
    }

    private static Optional<String> deleteCondition(Drawing drawing) {
        return drawing.pick(conditions(drawing)).map(condition -> {
            Element flow = Xml.parent(condition);
            Xml.remove(condition);
            return "no condition on " + drawing.called(flow);
        });
    }

    private static Optional<String> addCondition(Drawing drawing) {
        return drawing.pick(drawing.flows().stream()
                        .filter(flow -> Xml.child(flow, "conditionExpression").isEmpty())
                        .toList())
                .flatMap(flow -> drawing.pick(conditions(drawing)).map(like -> {
                    Element condition = (Element) like.cloneNode(true);
                    condition.setTextContent(changed(drawing, like.getTextContent()));
                    flow.appendChild(condition);
                    return "%s only if %s".formatted(drawing.called(flow), condition.getTextContent());
                }));
    }

    private static Optional<String> swapConditions(Drawing drawing) {
        return drawing.pick(conditions(drawing))
                .flatMap(one -> drawing.pick(conditions(drawing)).map(other -> {
                    String text = one.getTextContent();
                    one.setTextContent(other.getTextContent());
                    other.setTextContent(text);
                    return "swap the conditions of %s and of %s"
                            .formatted(drawing.called(Xml.parent(one)), drawing.called(Xml.parent(other)));
                }));
    }

    private static Optional<String> deleteMapping(Drawing drawing) {
        return drawing.pick(mappings(drawing)).map(mapping -> {
            Element node = TypeEdits.owner(Xml.parent(mapping));
            Xml.remove(mapping);
            return "%s does not set %s".formatted(drawing.called(node), mapping.getAttribute("target"));
        });
    }

    private static List<Element> mappings(Drawing drawing) {
        return drawing.all("ioMapping").stream().flatMap(Xml::children).toList();
    }

    private static Optional<String> changeMapping(Drawing drawing) {
        return drawing.pick(mappings(drawing)).map(mapping -> {
            mapping.setAttribute("source", changed(drawing, mapping.getAttribute("source")));
            return "%s sets %s to %s"
                    .formatted(
                            drawing.called(TypeEdits.owner(Xml.parent(mapping))),
                            mapping.getAttribute("target"),
                            mapping.getAttribute("source"));
        });
    }

    private static Optional<String> renameTarget(Drawing drawing) {
        return drawing.pick(mappings(drawing)).map(mapping -> {
            String before = mapping.getAttribute("target");
            mapping.setAttribute(
                    "target",
                    drawing.random().nextBoolean()
                            ? TypeEdits.typo(drawing, before)
                            : drawing.pick(List.copyOf(variables(drawing))).orElse(before));
            return "%s sets %s instead of %s"
                    .formatted(
                            drawing.called(TypeEdits.owner(Xml.parent(mapping))),
                            mapping.getAttribute("target"),
                            before);
        });
    }

    private static Optional<String> addMapping(Drawing drawing) {
        return drawing.pick(drawing.all("serviceTask", "intermediateCatchEvent", "businessRuleTask", "subProcess"))
                .flatMap(node -> drawing.pick(List.copyOf(variables(drawing))).map(target -> {
                    Element extensions = drawing.extensions(node);
                    Element mappings = Xml.child(extensions, "ioMapping").orElseGet(() -> {
                        Element made = drawing.extension("ioMapping");
                        extensions.appendChild(made);
                        return made;
                    });
                    String way = node.getLocalName().equals("intermediateCatchEvent")
                                    || drawing.random().nextBoolean()
                            ? "output"
                            : "input";
                    Element mapping = drawing.extension(way);
                    mapping.setAttribute("source", source(drawing));
                    mapping.setAttribute("target", target);
                    mappings.appendChild(mapping);
                    return "%s sets its %s %s to %s"
                            .formatted(drawing.called(node), way, target, mapping.getAttribute("source"));
                }));
    }

    private static String source(Drawing drawing) {
        return "="
                + drawing.pick(List.of("null", "0", "true", "\"other\"", "[]"))
                        .filter(constant -> drawing.random().nextBoolean())
                        .or(() -> drawing.pick(List.copyOf(variables(drawing))))
                        .orElse("1");
    }

    private static Optional<String> key(Drawing drawing) {
        return drawing.pick(drawing.all("subscription")).map(subscription -> {
            String before = subscription.getAttribute("correlationKey");
            String after = switch (drawing.random().nextInt(6)) {
                case 0 -> "=orderId";
                case 1 -> "=orderId + \"/\" + string(offer)";
                case 2 ->
                    before.replace(
                            "/", drawing.pick(List.of("-", ":", "", "/ ")).orElseThrow());
                case 3 -> "=" + drawing.pick(List.copyOf(variables(drawing))).orElse("key");
                case 4 -> "=string(%s)".formatted(before.substring(1));
                default -> changed(drawing, before);
            };
            subscription.setAttribute("correlationKey", after);
            return "the key of %s is %s instead of %s"
                    .formatted(TypeEdits.owner(subscription).getAttribute("name"), after, before);
        });
    }

    private static Optional<String> timer(Drawing drawing) {
        return drawing.pick(drawing.all("timeDuration", "timeCycle", "timeDate"))
                .map(time -> {
                    String before = time.getTextContent();
                    Element event = Xml.parent(Xml.parent(time));
                    String text = drawing.pick(List.of(
                                    "PT1S",
                                    "PT0S",
                                    "PT5M",
                                    "PT48H",
                                    "P3D",
                                    "P1M",
                                    "P2H",
                                    "-PT5M",
                                    "R/PT1H",
                                    "R3/PT10S",
                                    "2027-01-01T00:00:00Z",
                                    "=duration(\"PT10M\")",
                                    "=policy.driverAnswerTimeout",
                                    "=policy.productionDeadline",
                                    "=now() + duration(\"PT1H\")",
                                    "=offer",
                                    ""))
                            .orElseThrow();
                    time.setTextContent(drawing.random().nextInt(4) == 0 ? changed(drawing, before) : text);
                    String kind = time.getLocalName();
                    if (drawing.random().nextInt(4) == 0) {
                        kind = drawing.pick(List.of("timeDuration", "timeCycle", "timeDate"))
                                .orElseThrow();
                        time = drawing.rename(time, kind);
                    }
                    return "%s fires by the %s %s".formatted(drawing.called(event), kind, time.getTextContent());
                });
    }

    private static Optional<String> retries(Drawing drawing) {
        return drawing.pick(drawing.all("taskDefinition")).map(job -> {
            String retries =
                    drawing.pick(List.of("0", "1", "3", "-1", "=1", "")).orElseThrow();
            job.setAttribute("retries", retries);
            return "%s has “%s” retries".formatted(drawing.called(TypeEdits.owner(job)), retries);
        });
    }

    private static Optional<String> deleteSetting(Drawing drawing) {
        return drawing.pick(drawing.all("header", "property")).map(setting -> {
            Element node = TypeEdits.owner(Xml.parent(setting));
            Xml.remove(setting);
            return "%s without %s"
                    .formatted(
                            drawing.called(node),
                            setting.hasAttribute("key") ? setting.getAttribute("key") : setting.getAttribute("name"));
        });
    }

    private static Optional<String> decision(Drawing drawing) {
        return drawing.pick(drawing.all("calledDecision")).map(called -> {
            String attribute = drawing.pick(List.of("decisionId", "resultVariable", "bindingType"))
                    .orElseThrow();
            String before = called.getAttribute(attribute);
            called.setAttribute(
                    attribute,
                    attribute.equals("bindingType")
                            ? "latest"
                            : drawing.random().nextBoolean()
                                    ? TypeEdits.typo(drawing, before)
                                    : drawing.pick(List.copyOf(variables(drawing)))
                                            .orElse(before));
            return "%s has the %s “%s”"
                    .formatted(drawing.called(TypeEdits.owner(called)), attribute, called.getAttribute(attribute));
        });
    }

    private static Optional<String> listener(Drawing drawing) {
        Set<String> types = new TreeSet<>();
        drawing.all("taskDefinition").forEach(job -> types.add(job.getAttribute("type")));
        return drawing.pick(drawing.nodes())
                .flatMap(node -> drawing.pick(List.copyOf(types)).map(type -> {
                    Element extensions = drawing.extensions(node);
                    Element listeners = Xml.child(extensions, "executionListeners")
                            .orElseGet(() -> {
                                Element made = drawing.extension("executionListeners");
                                extensions.appendChild(made);
                                return made;
                            });
                    Element listener = drawing.extension("executionListener");
                    listener.setAttribute("eventType", drawing.random().nextBoolean() ? "start" : "end");
                    listener.setAttribute("type", type);
                    listeners.appendChild(listener);
                    return "%s has a listener %s at its %s"
                            .formatted(drawing.called(node), type, listener.getAttribute("eventType"));
                }));
    }
}
