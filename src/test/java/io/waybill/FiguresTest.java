package io.waybill;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How large the main code is, for those who keep it small. Only cycles are refused; the rest is printed. */
class FiguresTest {

    private static final Path SOURCES = Path.of("src/main/java");

    @Test
    void packages_are_free_of_cycles() {
        slices().matching("io.waybill.(**)").should().beFreeOfCycles().check(MainCode.CLASSES);
    }

    @Test
    void figures_are_printed() throws IOException {
        List<Long> lines = lines();
        Map<String, Long> largest = new TreeMap<>(files());
        largest.values().removeIf(count -> count <= 20);
        long types = MainCode.CLASSES.stream().filter(FiguresTest::isOnTop).count();
        long open = MainCode.CLASSES.stream()
                .filter(FiguresTest::isOnTop)
                .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                .count();

        String figures = """
                Main code: %d files; lines of a file: median %d (aim 50), 90%% at most %d (150), longest %d (300)
                Packages of more than 20 files: %s
                Public types: %d of %d, %d%% (a third)""".formatted(
                        lines.size(),
                        lines.get(lines.size() / 2),
                        lines.get(lines.size() * 9 / 10),
                        lines.getLast(),
                        largest.isEmpty()
                                ? "none"
                                : largest.entrySet().stream()
                                        .map(one -> one.getKey() + " " + one.getValue())
                                        .collect(joining(", ")),
                        open,
                        types,
                        100 * open / types);

        System.out.println(figures);
        assertThat(lines.size()).isGreaterThan(100);
    }

    private static boolean isOnTop(JavaClass type) {
        return type.isTopLevelClass() && !type.getSimpleName().equals("package-info");
    }

    private static List<Long> lines() throws IOException {
        return sources().stream().map(FiguresTest::linesOf).sorted().toList();
    }

    private static Map<String, Long> files() throws IOException {
        return sources().stream()
                .collect(groupingBy(
                        file -> SOURCES.relativize(file.getParent()).toString().replace('/', '.'), counting()));
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }

    private static long linesOf(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
