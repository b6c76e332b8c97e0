package io.waybill.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Which element of the model makes how many of an order's records: the broker writes each into its log file. */
final class RecordsByElement {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String FLOWS = "all sequence flows";

    private final Path log;
    private final long from;

    /** From now on. */
    RecordsByElement(Path brokersLog) {
        log = brokersLog;
        from = brokersLog.toFile().length();
    }

    /** Has the broker write them. */
    static Variant written(Variant variant) {
        String exporter = "-Dzeebe.broker.exporters.records.";
        List<String> java = new ArrayList<>(variant.zeebeJava());
        java.add(exporter + "className=io.camunda.zeebe.broker.exporter.debug.DebugLogExporter");
        java.add(exporter + "args.logLevel=INFO");
        return new Variant(variant.jar(), variant.java(), java, variant.properties());
    }

    /** On average, the most first. What belongs to no element goes by its type, such as {@code VARIABLE}. */
    Map<String, Double> eachOrder() {
        Map<Long, Instance> instances = new HashMap<>();
        written().forEach(entry -> {
            long key = entry.path("value").path("processInstanceKey").asLong(-1);
            if (key > 0) {
                instances.computeIfAbsent(key, none -> new Instance()).add(entry);
            }
        });
        List<Instance> whole =
                instances.values().stream().filter(Instance::isWhole).toList();
        Map<String, Double> each = new TreeMap<>();
        whole.forEach(instance ->
                instance.records.forEach((of, count) -> each.merge(of, (double) count / whole.size(), Double::sum)));
        Map<String, Double> mostFirst = new LinkedHashMap<>();
        each.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .forEach(of -> mostFirst.put(of.getKey(), Math.round(100 * of.getValue()) / 100.0));
        return mostFirst;
    }

    private List<JsonNode> written() {
        try (InputStream in = Files.newInputStream(log)) {
            in.skipNBytes(from);
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.contains("\"valueType\""))
                    .map(line -> JSON.readTree(line.substring(line.indexOf('{'))))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Instance {

        private final Map<String, Integer> records = new TreeMap<>();
        private boolean begun;
        private boolean ended;

        void add(JsonNode entry) {
            JsonNode value = entry.path("value");
            String type = value.path("bpmnElementType").asString("");
            String element = value.path("elementId").asString("");
            if (type.equals("SEQUENCE_FLOW")) {
                element = FLOWS;
            } else if (element.isEmpty()) {
                element = entry.path("valueType").asString("");
            }
            records.merge(element, 1, Integer::sum);
            if (type.equals("PROCESS")) {
                String intent = entry.path("intent").asString("");
                begun |= intent.equals("ELEMENT_ACTIVATING");
                ended |= intent.equals("ELEMENT_COMPLETED");
            }
        }

        boolean isWhole() {
            return begun && ended;
        }
    }
}
