package io.waybill.process;

import io.camunda.zeebe.model.bpmn.instance.CatchEvent;
import io.camunda.zeebe.model.bpmn.instance.Message;
import io.waybill.platform.model.contract.Contract;
import io.waybill.process.Scenario.Answers;
import io.waybill.process.Scenario.Comes;
import io.waybill.process.Scenario.Happening;
import io.waybill.process.Scenario.In;
import io.waybill.process.Scenario.Passes;
import io.waybill.process.Scenario.Then;
import io.waybill.process.Scenario.Waits;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/** Reads scenarios of a model, and reports to their author what it does not understand. */
final class ScenarioReader {

    private static final String TIME = "(\\d+) (second|minute|hour|day)s?";
    private static final Pattern PASSES = Pattern.compile(TIME + " pass(es)?");
    private static final Pattern IN = Pattern.compile("in " + TIME);
    private static final String HELD = "no answer yet";

    private final Model model;
    private final Contract contract;
    private final Map<String, Object> common;
    private final Set<String> steps = new TreeSet<>();

    /** @param common what each scenario starts from unless it says otherwise, as YAML */
    ScenarioReader(Model model, Contract contract, String common) {
        this.model = model;
        this.contract = contract;
        steps.addAll(model.steps(false).keySet());
        steps.addAll(model.steps(true).keySet());
        this.common = map("given.yaml", load(common));
    }

    Scenario read(String text) {
        Map<String, Object> scenario = map("The scenario", load(text));
        known("A scenario has", scenario.keySet(), Set.of("given", "when", "then"));
        Map<String, Object> given = new LinkedHashMap<>(common);
        given.putAll(map("given", scenario.get("given")));

        Map<String, List<Map<String, Object>>> answers = new LinkedHashMap<>();
        Set<String> held = new LinkedHashSet<>();
        Map<String, Map<String, Object>> brought = new LinkedHashMap<>();
        given.forEach((name, value) -> {
            if (steps.contains(name)) {
                if (HELD.equals(value)) {
                    held.add(name);
                } else {
                    answers.put(name, answers(name, value));
                }
            } else if (model.events().containsKey(name)) {
                brought.put(name, brought(name, value));
            } else {
                throw unknown(
                        "given", name, "steps", steps, "events", model.events().keySet());
            }
        });
        List<Happening> when =
                list("when", scenario.get("when")).stream().map(this::happening).toList();
        return new Scenario(answers, held, brought, when, then(map("then", scenario.get("then"))));
    }

    private List<Map<String, Object>> answers(String step, @Nullable Object value) {
        String type = model.steps(model.steps(true).containsKey(step)).get(step);
        Contract.Job job = contract.jobs().get(type);
        if (job == null) {
            throw new IllegalArgumentException("No worker does the job %s of “%s”".formatted(type, step));
        }
        List<Map<String, Object>> answers = new ArrayList<>();
        for (Object answer : value instanceof List<?> several ? several : List.of(map(step, value))) {
            answers.add(map(step, answer));
            known(
                    "“%s” answers".formatted(step),
                    map(step, answer).keySet(),
                    job.answers(model.headersOf(step)).keySet());
        }
        return answers;
    }

    private Map<String, Object> brought(String name, @Nullable Object value) {
        Map<String, Object> with = map(name, value);
        with.replaceAll(ScenarioReader::data);
        CatchEvent event = model.events().get(name);
        Message message = event == null ? null : Model.messageOf(event);
        if (message != null) {
            Contract.Message sent = contract.messages().get(String.valueOf(message.getName()));
            if (sent == null) {
                throw new IllegalArgumentException(
                        "Nothing sends the message %s of “%s”".formatted(message.getName(), name));
            }
            if (sent.starts().isEmpty()) {
                Set<String> known = new TreeSet<>(sent.key());
                known.addAll(sent.variables().keySet());
                known("“%s” comes with".formatted(name), with.keySet(), known);
            }
        }
        return with;
    }

    private static Object data(String variable, Object value) {
        if (!(value instanceof String text) || !text.matches("in \\d.*")) {
            return value;
        }
        Matcher in = IN.matcher(text);
        if (!in.matches()) {
            throw new IllegalArgumentException(
                    "“%s” must be a time such as “in 3 hours”, but is: %s".formatted(variable, text));
        }
        return new In(time(in));
    }

    private static Duration time(Matcher words) {
        ChronoUnit unit = ChronoUnit.valueOf(words.group(2).toUpperCase(Locale.ROOT) + "S");
        return Duration.of(Long.parseLong(words.group(1)), unit);
    }

    private Happening happening(Object what) {
        if (what instanceof String text) {
            Matcher passes = PASSES.matcher(text);
            if (passes.matches()) {
                return new Passes(time(passes));
            }
            if (text.endsWith(" answers")) {
                String step = text.substring(0, text.length() - " answers".length());
                known("The steps are", Set.of(step), steps);
                return new Answers(step);
            }
            return comes(text, Map.of());
        }
        Map.Entry<String, Object> one = map("when", what).entrySet().iterator().next();
        if (one.getKey().equals("waits at")) {
            List<String> elements = names(one.getValue());
            known("The model has", elements, model.names());
            return new Waits(elements);
        }
        return comes(one.getKey(), one.getValue());
    }

    private Comes comes(String event, Object with) {
        if (!model.events().containsKey(event)) {
            throw unknown(
                    "when",
                    event,
                    "events",
                    model.events().keySet(),
                    "other words",
                    List.of("2 hours pass", "<step> answers", "waits at: <element>"));
        }
        return new Comes(event, brought(event, with));
    }

    private Then then(Map<String, Object> then) {
        known("then has", then.keySet(), Set.of("done", "undone", "told", "ends", "waits at", "stands still at"));
        Then read = new Then(
                then.containsKey("done") ? names(then.get("done")) : null,
                then.containsKey("undone") ? names(then.get("undone")) : null,
                told(map("told", then.get("told"))),
                text(then.get("ends")),
                then.containsKey("waits at") ? names(then.get("waits at")) : null,
                text(then.get("stands still at")));
        if (read.ends() == null && read.waits() == null && read.standsStill() == null) {
            throw new IllegalArgumentException("then must say how it ends: “ends”, “waits at” or “stands still at”");
        }
        known("The steps are", names(read.done()), model.steps(false).keySet());
        known("The undos are", names(read.undone()), model.steps(true).keySet());
        known("The steps are", read.told().keySet(), steps);
        known("The ends are", names(read.ends()), model.ends());
        known("The model has", names(read.waits()), model.names());
        known("The model has", names(read.standsStill()), model.names());
        return read;
    }

    private static Map<String, Map<String, Object>> told(Map<String, Object> told) {
        Map<String, Map<String, Object>> steps = new LinkedHashMap<>();
        told.forEach((step, variables) -> steps.put(step, map(step, variables)));
        return steps;
    }

    private static Object load(String text) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        try {
            Object loaded = new Yaml(new SafeConstructor(options)).load(text);
            return loaded == null ? Map.of() : loaded;
        } catch (YAMLException e) {
            throw new IllegalArgumentException("The scenario is not valid YAML: " + e.getMessage(), e);
        }
    }

    private static Map<String, Object> map(String what, @Nullable Object value) {
        Map<String, Object> map = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> entries) {
            entries.forEach((name, entry) -> map.put(String.valueOf(name), entry));
        } else if (value != null) {
            throw new IllegalArgumentException("“%s” must be names and values, but is: %s".formatted(what, value));
        }
        return map;
    }

    private static List<?> list(String what, @Nullable Object value) {
        if (value instanceof List<?> list && !list.isEmpty()) {
            return list;
        }
        throw new IllegalArgumentException("“%s” must be a list of what happens".formatted(what));
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : String.valueOf(value);
    }

    private static List<String> names(@Nullable Object value) {
        if (value instanceof List<?> several) {
            return several.stream().map(String::valueOf).toList();
        }
        return value == null ? List.of() : List.of(String.valueOf(value));
    }

    private static void known(String what, Collection<String> names, Collection<String> known) {
        for (String name : names) {
            if (!known.contains(name)) {
                throw new IllegalArgumentException(
                        "%s %s, but not “%s”".formatted(what, String.join(", ", new TreeSet<>(known)), name));
            }
        }
    }

    private static IllegalArgumentException unknown(
            String where, String name, String kind, Collection<String> known, String others, Collection<String> more) {
        return new IllegalArgumentException("%s: the model has no “%s”. Its %s: %s. Its %s: %s"
                .formatted(where, name, kind, String.join(", ", known), others, String.join(", ", more)));
    }
}
