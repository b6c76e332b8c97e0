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
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The README's tables of settings are complete, and name no setting that does not exist. */
class SettingsTest {

    private static final Path METADATA = Path.of("target/classes/META-INF/spring-configuration-metadata.json");
    private static final Pattern ROW = Pattern.compile("^\\| (`[^|]*) \\|", Pattern.MULTILINE);
    private static final Pattern NAME = Pattern.compile("`([^`]+)`");
    private static final Pattern ANYWHERE =
            Pattern.compile("\\b(waybill\\.[a-z.-]*[a-z]|WAYBILL_[A-Z_]*[A-Z])(?=[`=])");

    /** Settings that are read one by one, where no record has them. */
    private static final List<String> FURTHER = List.of("waybill.embedded.demo-driver");

    @Test
    void every_setting_is_in_a_table() throws IOException {
        assertThat(properties()).hasSizeGreaterThan(10);
        assertThat(inTables()).containsAll(properties());
        assertThat(inTables()).containsAll(embedded());
    }

    @Test
    void every_setting_that_is_named_exists() throws IOException {
        Set<String> existing = new TreeSet<>();
        Stream.of(properties(), embedded()).flatMap(Set::stream).forEach(name -> {
            existing.add(name);
            existing.add(variable(name));
        });
        Set<String> named = new TreeSet<>(inTables());
        ANYWHERE.matcher(readme()).results().map(found -> found.group(1)).forEach(named::add);
        assertThat(named)
                .filteredOn(name -> name.startsWith("waybill.") || name.startsWith("WAYBILL_"))
                .hasSizeGreaterThan(20)
                .isSubsetOf(existing);
    }

    /** The names in the first columns: {@code .username} behind {@code a.url} is {@code a.username}. */
    private static Set<String> inTables() throws IOException {
        Set<String> names = new TreeSet<>();
        ROW.matcher(readme()).results().forEach(row -> {
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

    private static String readme() throws IOException {
        return Files.readString(Path.of("README.md"));
    }

    /** Those of Waybill that the code describes; an endpoint and a pool have settings of others as well. */
    private static Set<String> properties() throws IOException {
        Set<String> names = new TreeSet<>();
        for (JsonNode property :
                JsonMapper.shared().readTree(Files.readAllBytes(METADATA)).path("properties")) {
            names.add(property.path("name").stringValue());
        }
        names.removeIf(name -> !name.startsWith("waybill."));
        return names;
    }

    /** Those of the embedded default, as environment variables. */
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
