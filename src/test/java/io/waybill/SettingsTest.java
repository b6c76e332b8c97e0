package io.waybill;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.embedded.EmbeddedSettings;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The settings page is complete and in step with the code, and no page names a setting that does not exist. */
class SettingsTest {

    private static final Pattern ROW = Pattern.compile("^\\| (`[^|]*) \\|", Pattern.MULTILINE);
    private static final Pattern NAME = Pattern.compile("`([^`]+)`");
    private static final Pattern ANYWHERE =
            Pattern.compile("(?<![\\w.])(waybill\\.[a-z.-]*[a-z]|WAYBILL_[A-Z_]*[A-Z])(?=[`=])");

    /** Names that look like settings but are not: metrics, a file. */
    private static final List<String> OTHERS =
            List.of("waybill.audit.repairs", "waybill.audit.violations", "waybill.log");

    /** Settings that are read individually and are in no record. */
    private static final List<String> FURTHER = List.of("waybill.embedded.demo-driver");

    @BeforeAll
    static void write_the_page_if_asked_to() throws IOException {
        if (Boolean.getBoolean("settings.write")) {
            SettingsPage.write();
        }
    }

    @Test
    void the_page_says_what_the_code_says() throws IOException {
        assertThat(SettingsPage.own()).hasSizeGreaterThan(30);
        assertThat(SettingsPage.asItIs())
                .as("run docs/write-settings to update it")
                .isEqualTo(SettingsPage.asItShouldBe());
    }

    @Test
    void each_setting_is_described() throws IOException {
        assertThat(SettingsPage.own().values())
                .allSatisfy(setting ->
                        assertThat(setting.path("description").stringValue("")).isNotBlank());
    }

    @Test
    void the_settings_of_the_embedded_default_are_on_the_page() throws IOException {
        assertThat(inTables()).containsAll(embedded());
    }

    /** A placeholder in an annotation would have a default of its own, which differs from the page's sooner or later. */
    @Test
    void each_setting_has_one_default() throws IOException {
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            assertThat(sources.filter(file -> file.toString().endsWith(".java")))
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(file).content().doesNotContain("${waybill."));
        }
    }

    @Test
    void every_setting_that_is_named_exists() throws IOException {
        Set<String> existing = new TreeSet<>();
        Stream.of(SettingsPage.own().keySet(), embedded()).flatMap(Set::stream).forEach(name -> {
            existing.add(name);
            existing.add(variable(name));
            existing.add(name.replaceFirst("\\.[^.]*$", ""));
        });
        existing.addAll(OTHERS);
        Set<String> named = new TreeSet<>(inTables());
        for (Path page : Documents.all()) {
            ANYWHERE.matcher(Files.readString(page))
                    .results()
                    .map(found -> found.group(1))
                    .forEach(named::add);
        }
        assertThat(named)
                .filteredOn(name -> name.startsWith("waybill.") || name.startsWith("WAYBILL_"))
                .hasSizeGreaterThan(20)
                .isSubsetOf(existing);
    }

    /** The names in the first columns. {@code .username} after {@code a.url} means {@code a.username}. */
    private static Set<String> inTables() throws IOException {
        Set<String> names = new TreeSet<>();
        ROW.matcher(SettingsPage.asItIs()).results().forEach(row -> {
            String before = "";
            for (String name : NAME.matcher(row.group(1))
                    .results()
                    .map(found -> found.group(1))
                    .toList()) {
                String separator = name.substring(0, 1);
                String whole =
                        separator.matches("[._]") ? before.substring(0, before.lastIndexOf(separator)) + name : name;
                names.add(whole);
                before = whole;
            }
        });
        return names;
    }

    /** The settings of the embedded default, as environment variables. */
    private static Set<String> embedded() {
        Set<String> names = new TreeSet<>();
        collect(EmbeddedSettings.class, "waybill.embedded", names);
        FURTHER.forEach(name -> names.add(variable(name)));
        return names;
    }

    private static void collect(Class<?> settings, String prefix, Set<String> names) {
        for (RecordComponent setting : settings.getRecordComponents()) {
            String name = prefix + "." + setting.getName();
            if (setting.getType().isRecord()) {
                collect(setting.getType(), name, names);
            } else {
                names.add(variable(name));
            }
        }
    }

    private static String variable(String property) {
        return property.replace("-", "").replace('.', '_').toUpperCase(Locale.ROOT);
    }
}
