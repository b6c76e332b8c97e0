package io.waybill.mutants;

import io.waybill.embedded.BuildDirectory;
import io.waybill.mutants.Trial.Result;
import io.waybill.mutants.Trial.Verdict;
import io.waybill.mutants.edits.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What came of the mutants, by kind of edit. */
final class Report {

    private final String process;
    private final long seed;
    private int count;
    private final Map<Kind, Map<Verdict, Integer>> byKind = new EnumMap<>(Kind.class);
    private final Map<Verdict, Integer> all = new EnumMap<>(Verdict.class);
    private final List<Result> notable = new ArrayList<>();

    /** @param seed of the first mutant */
    Report(String process, long seed) {
        this.process = process;
        this.seed = seed;
    }

    void add(Result result) {
        count++;
        all.merge(result.verdict(), 1, Integer::sum);
        result.mutant()
                .kinds()
                .forEach(kind -> byKind.computeIfAbsent(kind, k -> new EnumMap<>(Verdict.class))
                        .merge(result.verdict(), 1, Integer::sum));
        if (result.verdict().isNotable()) {
            notable.add(result);
        }
    }

    Map<Verdict, Integer> all() {
        return all;
    }

    int count(Verdict verdict) {
        return all.getOrDefault(verdict, 0);
    }

    List<String> broken() {
        return notable.stream()
                .filter(result -> result.verdict() == Verdict.BROKEN)
                .map(result -> result.mutant() + ": " + result.why())
                .toList();
    }

    void write() {
        StringBuilder page = new StringBuilder(
                "# Models by chance: %s\n\nSeeds %d to %d.\n\n".formatted(process, seed, seed + count - 1));
        page.append("| edit |");
        for (Verdict verdict : Verdict.values()) {
            page.append(" %s |".formatted(verdict));
        }
        page.append("\n|---|").append("--:|".repeat(Verdict.values().length)).append('\n');
        byKind.forEach((kind, verdicts) -> line(page, kind.name(), verdicts));
        line(page, "all", all);
        notable.forEach(result -> page.append("\n- **%s**, %s\n".formatted(result.verdict(), result.mutant()))
                .append(result.why().stream()
                        .map(why -> "  - %s\n".formatted(why))
                        .collect(Collectors.joining())));
        try {
            Path file = BuildDirectory.path().resolve("models/%s.md".formatted(process));
            Files.createDirectories(file.getParent());
            Files.writeString(file, page);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void line(StringBuilder page, String name, Map<Verdict, Integer> verdicts) {
        page.append("| %s |".formatted(name));
        for (Verdict verdict : Verdict.values()) {
            page.append(" %d |".formatted(verdicts.getOrDefault(verdict, 0)));
        }
        page.append('\n');
    }
}
