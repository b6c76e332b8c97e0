package io.waybill;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.core.ReadsTables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModule;
import org.springframework.modulith.core.ApplicationModules;

/**
 * Each table belongs to a module, as {@code docs/architecture.md} shows, and a module's SQL uses only its own tables
 * and those that it declares.
 */
class TablesTest {

    private static final Path SOURCES = Path.of("src/main/java");
    private static final Pattern CREATED = Pattern.compile("(?i)create table (?:if not exists )?`?(\\w+)");
    private static final Pattern LITERAL =
            Pattern.compile("\"\"\"(.*?)\"\"\"|\"((?:[^\"\\\\\n]|\\\\.)*)\"", Pattern.DOTALL);
    private static final Pattern USED =
            Pattern.compile("\\b(?:from|join|straight_join|into|update|delete from)\\s+`?(\\w+)");

    private final ApplicationModules modules = ApplicationModules.of(WaybillApplication.class);

    @Test
    void every_table_has_a_module() throws IOException {
        assertThat(created()).hasSizeGreaterThan(20);
        assertThat(owners().keySet()).containsAll(created());
        assertThat(modules.stream().map(TablesTest::id)).containsAll(new HashSet<>(owners().values()));
    }

    @Test
    void a_module_uses_no_tables_of_others_in_its_SQL_except_those_it_declares() throws IOException {
        Map<String, Set<String>> used = new TreeMap<>();
        for (ApplicationModule module : modules) {
            Set<String> others = othersInSqlOf(module);
            if (!others.isEmpty()) {
                used.put(id(module), others);
            }
        }
        assertThat(used).containsKey("audit");

        Map<String, Set<String>> declared = new TreeMap<>();
        for (ApplicationModule module : modules) {
            ReadsTables reads = declared(module);
            if (reads != null) {
                assertThat(reads.why()).isNotBlank();
                declared.put(
                        id(module),
                        Arrays.asList(reads.value()).contains("*")
                                ? used.getOrDefault(id(module), Set.of())
                                : new TreeSet<>(Arrays.asList(reads.value())));
            }
        }
        assertThat(used).isEqualTo(declared);
    }

    private Set<String> othersInSqlOf(ApplicationModule module) throws IOException {
        Map<String, String> owners = owners();
        Set<String> others = new TreeSet<>();
        try (Stream<Path> files = Files.walk(folder(module))) {
            for (Path file :
                    files.filter(one -> one.toString().endsWith(".java")).toList()) {
                USED.matcher(literals(Files.readString(file)))
                        .results()
                        .map(found -> owners.get(found.group(1)))
                        .filter(owner -> owner != null && !owner.equals(id(module)))
                        .forEach(others::add);
            }
        }
        return others;
    }

    private static String literals(String source) {
        return LITERAL.matcher(source)
                .results()
                .map(found -> found.group(1) == null ? found.group(2) : found.group(1))
                .collect(joining("\n"));
    }

    private static Set<String> created() throws IOException {
        Set<String> tables = new TreeSet<>();
        try (Stream<Path> files = Files.walk(Path.of("src/main/resources/db"))) {
            for (Path file :
                    files.filter(one -> one.toString().endsWith(".sql")).toList()) {
                CREATED.matcher(Files.readString(file)).results().forEach(found -> tables.add(found.group(1)));
            }
        }
        return tables;
    }

    private static Map<String, String> owners() throws IOException {
        String page = Files.readString(Path.of("docs/architecture.md"));
        Map<String, String> owners = new TreeMap<>();
        for (String row :
                page.substring(page.indexOf("## What is stored where")).split("\n", -1)) {
            List<String> cells = List.of(row.split("\\|", -1));
            if (cells.size() > 2) {
                String module = cells.get(1).strip().replaceFirst(",.*", "");
                Pattern.compile("`(\\w+)`")
                        .matcher(cells.get(2))
                        .results()
                        .forEach(table -> owners.put(table.group(1), module));
            }
        }
        return owners;
    }

    private static @Nullable ReadsTables declared(ApplicationModule module) {
        try {
            return Class.forName(module.getBasePackage().getName() + ".package-info")
                    .getAnnotation(ReadsTables.class);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path folder(ApplicationModule module) {
        return SOURCES.resolve(module.getBasePackage().getName().replace('.', '/'));
    }

    private static String id(ApplicationModule module) {
        return module.getIdentifier().toString();
    }
}
