package io.waybill;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The part of {@code docs/settings.md} that is generated from the Javadoc of the settings. */
class SettingsPage {

    private static final Path PAGE = Path.of("docs/settings.md");
    private static final Path METADATA = Path.of("target/classes/META-INF/spring-configuration-metadata.json");
    private static final Pattern GENERATED =
            Pattern.compile("(<!-- settings: [^\n]*-->\n)(.*)(<!-- end of settings -->)", Pattern.DOTALL);
    private static final Pattern CODE = Pattern.compile("\\{@code ([^}]+)}");

    /**
     * Waybill's own settings by name. Endpoints and pools also have settings of their libraries, which are left out.
     */
    static Map<String, JsonNode> own() throws IOException {
        Map<String, JsonNode> settings = new TreeMap<>();
        JsonNode all =
                JsonMapper.shared().readTree(Files.readAllBytes(METADATA)).path("properties");
        all.forEach(setting -> settings.put(setting.path("name").stringValue(), setting));
        settings.keySet().removeIf(name -> !name.startsWith("waybill."));
        return settings;
    }

    static String asItIs() throws IOException {
        return Files.readString(PAGE);
    }

    static String asItShouldBe() throws IOException {
        String table = own().values().stream()
                .map(SettingsPage::row)
                .collect(joining("\n", "\n| setting | default | |\n|---|---|---|\n", "\n\n"));
        return GENERATED.matcher(asItIs()).replaceFirst(found -> found.group(1) + table + found.group(3));
    }

    static void write() throws IOException {
        Files.writeString(PAGE, asItShouldBe());
    }

    private static String row(JsonNode setting) {
        String description = setting.path("description").stringValue("");
        return "| `%s` | %s | %s |"
                .formatted(
                        setting.path("name").stringValue(),
                        defaultOf(setting.path("defaultValue")),
                        CODE.matcher(description).replaceAll("`$1`"));
    }

    private static String defaultOf(JsonNode value) {
        String text = value.asString("").replaceAll("[\\[\\]]", "");
        return text.isEmpty()
                ? "none"
                : Stream.of(text.split(", ", -1)).map(one -> "`" + one + "`").collect(joining(", "));
    }
}
