package io.waybill.licences;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.Yaml;

/**
 * The list in {@code licences.yml}.
 *
 * @param accepted the names of open-source licences
 * @param unstated artifacts whose POMs name no licence
 * @param exceptions artifacts that are not open source
 * @param vendor the names of the licences of the exceptions
 */
record LicenceList(List<Pattern> accepted, Set<String> unstated, Set<String> exceptions, Pattern vendor) {

    static LicenceList read() {
        try (InputStream file = Objects.requireNonNull(LicenceList.class.getResourceAsStream("/licences.yml"))) {
            Map<String, Object> list = new Yaml().load(file);
            return new LicenceList(
                    named(list, "accepted").values().stream()
                            .map(LicenceList::pattern)
                            .toList(),
                    named(list, "unstated").keySet(),
                    named(list, "exceptions").keySet(),
                    pattern(String.valueOf(list.get("vendor"))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, String> named(Map<String, Object> list, String name) {
        return (Map<String, String>) Objects.requireNonNull(list.get(name), name);
    }

    private static Pattern pattern(String name) {
        return Pattern.compile(name, Pattern.CASE_INSENSITIVE);
    }

    /** Whether an artifact that is offered under any of these licences is open source. */
    boolean accepts(Collection<String> licences) {
        return licences.stream()
                .anyMatch(licence ->
                        accepted.stream().anyMatch(open -> open.matcher(licence).matches()));
    }

    boolean isVendors(Collection<String> licences) {
        return licences.stream().anyMatch(licence -> vendor.matcher(licence).matches());
    }
}
