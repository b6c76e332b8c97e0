package io.waybill.benchmarks;

import io.waybill.benchmarks.Results.Turn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The results for people: as Markdown, and as the lines that are printed last. */
final class Report {

    private static final Map<String, String> RATIOS = Map.of(
            "engine", "engine_limit",
            "flowable", "flowable",
            "camunda7", "camunda7",
            "handwritten", "handwritten",
            "dbos", "dbos");

    private Report() {}

    /** {@code RATIO name=value} and {@code GROWTH name=value}, as far as they were measured. */
    static List<String> ratios(Results results) {
        return measuredRatios(results).entrySet().stream()
                .map(ratio -> format("%s=%.2f", ratio.getKey(), ratio.getValue()))
                .toList();
    }

    private static Map<String, Double> measuredRatios(Results results) {
        Map<String, Double> ratios = new LinkedHashMap<>();
        List<Turn> sideBySide = results.turns(Benchmarks.SIDE_BY_SIDE);
        RATIOS.keySet().stream()
                .sorted()
                .filter(Results.contenders(sideBySide)::contains)
                .forEach(peer -> ratios.put("RATIO " + RATIOS.get(peer), Results.ratio(sideBySide, "waybill", peer)));
        List<Turn> comparison = results.turns("comparison");
        if (!comparison.isEmpty()) {
            ratios.put("RATIO other_build", Results.ratio(comparison, "this", "other"));
        }
        List<Turn> growth = results.turns("growth");
        Results.contenders(growth).stream()
                .filter(contender -> !contender.equals("0 orders"))
                .forEach(contender -> ratios.put(
                        "GROWTH %s_orders".formatted(shortly(contender)),
                        Results.ratio(growth, contender, "0 orders")));
        return ratios;
    }

    private static String shortly(String contender) {
        long orders = Long.parseLong(contender.split(" ", 2)[0]);
        return orders % 1_000_000 == 0 ? orders / 1_000_000 + "m" : orders / 1_000 + "k";
    }

    static void write(Results results) {
        StringBuilder text = new StringBuilder("# Benchmarks\n\n");
        results.about()
                .forEach((name, value) -> text.append("- ")
                        .append(name)
                        .append(": ")
                        .append(value)
                        .append('\n'));
        text.append("\n```\n");
        ratios(results).forEach(line -> text.append(line).append('\n'));
        text.append("```\n");
        goals(text, results);
        results.parts().forEach(part -> table(text, part, results.turns(part)));
        text.append("\n## Figures\n\n| | |\n|---|---|\n");
        results.figures().forEach((name, value) -> {
            if (!(value instanceof Map)) {
                text.append("| %s | %s |\n".formatted(name, plain(value)));
            }
        });
        results.figures().forEach((name, value) -> {
            if (value instanceof Map<?, ?> several) {
                text.append("\n### ").append(name).append("\n\n| | |\n|---|---|\n");
                several.forEach((what, figure) -> text.append("| %s | %s |\n".formatted(what, plain(figure))));
            }
        });
        try {
            Files.writeString(results.file(".md"), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void goals(StringBuilder text, Results results) {
        Map<String, Double> measured = measuredRatios(results);
        results.figures().forEach((name, value) -> {
            if (value instanceof Double number) {
                measured.put(name, number);
            }
        });
        List<String> rows = Goals.rows(measured);
        if (!rows.isEmpty()) {
            text.append("\n## Goals\n\n| | measured | goal | |\n|---|---|---|---|\n");
            rows.forEach(row -> text.append(row).append('\n'));
            text.append("\nThe last column of the tables below and the flame graphs show where the time goes;"
                    + " for what would have to change, see [Benchmarks]"
                    + "(../README.md#where-waybill-loses-and-why).\n");
        }
    }

    private static void table(StringBuilder text, String part, List<Turn> turns) {
        text.append("\n## ").append(part).append("\n\n");
        text.append(
                "| | orders/s, median | lowest to highest | orders per CPU-second | CPU ms per order, by process |\n");
        text.append("|---|---|---|---|---|\n");
        for (String contender : Results.contenders(turns)) {
            double[] perSecond = Results.perSecond(turns, contender);
            Arrays.sort(perSecond);
            List<Turn> its = turns.stream()
                    .filter(turn -> turn.contender().equals(contender))
                    .toList();
            text.append(format(
                    "| %s | %.1f | %.1f to %.1f | %.1f | %s |\n",
                    contender,
                    Results.median(perSecond),
                    perSecond[0],
                    perSecond[perSecond.length - 1],
                    Results.median(its.stream().mapToDouble(Turn::perCpuSecond).toArray()),
                    cpu(its)));
        }
    }

    private static String cpu(List<Turn> turns) {
        List<String> parts = new ArrayList<>();
        for (String process : turns.getFirst().cpuSeconds().keySet()) {
            double median = Results.median(turns.stream()
                    .mapToDouble(turn -> 1_000 * turn.cpuSeconds().get(process) / turn.orders())
                    .toArray());
            parts.add(format("%s %.1f", process, median));
        }
        return String.join(", ", parts);
    }

    private static Object plain(Object value) {
        return value instanceof Double number ? format("%.2f", number) : value;
    }

    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
