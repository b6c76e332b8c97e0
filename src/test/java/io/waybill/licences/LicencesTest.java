package io.waybill.licences;

import static java.util.function.Predicate.not;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.licences.Artifacts.Roots;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.eclipse.aether.graph.Dependency;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Waybill is built, tested and run with open source only, except for the artifacts in {@code licences.yml}. This covers
 * dependencies in each scope, plugins and what they fetch, in each profile of each POM of this project. It does not
 * cover plugins that a POM does not name and Maven itself adds.
 */
class LicencesTest {

    private static final Path LOCAL =
            Path.of(System.getProperty("maven.repo.local", System.getProperty("user.home") + "/.m2/repository"));
    private static final Set<String> OF_OTHERS = Set.of("target", "node_modules", "data");

    private static final LicenceList LIST = LicenceList.read();
    private static final Artifacts ARTIFACTS = new Artifacts(LOCAL, LIST.exceptions());

    private static final SortedSet<String> ALL = new TreeSet<>();
    private static final SortedSet<String> WITHOUT_EXCEPTIONS = new TreeSet<>();

    @BeforeAll
    static void resolve() throws IOException {
        // Most plugins are in several POMs.
        Set<List<Dependency>> resolved = new HashSet<>();
        for (Path file : poms()) {
            Pom.read(file, ARTIFACTS)
                    .roots()
                    .filter(roots -> !roots.managed().isEmpty() || resolved.add(roots.dependencies()))
                    .forEach(LicencesTest::resolve);
        }
    }

    private static void resolve(Roots roots) {
        SortedSet<String> all = ARTIFACTS.all(roots);
        ALL.addAll(all);
        WITHOUT_EXCEPTIONS.addAll(
                Collections.disjoint(names(all), LIST.exceptions()) ? all : ARTIFACTS.withoutSome(roots));
    }

    private static List<Path> poms() throws IOException {
        try (Stream<Path> files = Files.find(Path.of(""), 6, (file, about) -> file.endsWith("pom.xml"))) {
            return files.filter(file -> Stream.iterate(file, Path::getParent)
                            .takeWhile(part -> part != null)
                            .noneMatch(part -> OF_OTHERS.contains(String.valueOf(part.getFileName()))))
                    .toList();
        }
    }

    @AfterAll
    static void close() {
        ARTIFACTS.close();
    }

    @Test
    void every_artifact_is_open_source() {
        assertThat(WITHOUT_EXCEPTIONS)
                .as("artifacts without an accepted licence: use others, or list them in licences.yml with a reason")
                .filteredOn(not(LicencesTest::isOpenSource))
                .extracting(artifact -> artifact + " " + ARTIFACTS.licences(artifact))
                .isEmpty();
    }

    @Test
    void what_comes_with_an_exception_is_open_source_or_of_the_same_vendor() {
        SortedSet<String> withExceptions = new TreeSet<>(ALL);
        withExceptions.removeAll(WITHOUT_EXCEPTIONS);

        assertThat(withExceptions)
                .filteredOn(not(LicencesTest::isOpenSource))
                .filteredOn(artifact -> !LIST.isVendors(ARTIFACTS.licences(artifact)))
                .extracting(artifact -> artifact + " " + ARTIFACTS.licences(artifact))
                .isEmpty();
    }

    @Test
    void what_is_named_is_needed() {
        assertThat(names(ALL)).containsAll(LIST.exceptions()).containsAll(LIST.unstated());
        assertThat(names(WITHOUT_EXCEPTIONS)).doesNotContainAnyElementsOf(LIST.exceptions());
        assertThat(ALL)
                .filteredOn(artifact -> LIST.unstated().contains(name(artifact)))
                .allSatisfy(artifact -> assertThat(ARTIFACTS.licences(artifact)).isEmpty());
    }

    @Test
    void dependencies_plugins_and_what_plugins_fetch_are_looked_at_in_all_poms() {
        assertThat(names(WITHOUT_EXCEPTIONS))
                .hasSizeGreaterThan(400)
                .contains(
                        "org.springframework:spring-core",
                        "org.apache.maven.plugins:maven-failsafe-plugin",
                        "org.apache.maven.surefire:surefire-api",
                        "com.google.errorprone:error_prone_core",
                        "com.palantir.javaformat:palantir-java-format",
                        "dev.dbos:transact");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Business Source License 1.1",
                "Camunda License v1.0",
                "Zeebe Community License v1.1",
                "Server Side Public License",
                "Elastic License 2.0",
                "GNU General Public License, version 3",
                "Commercial, Apache in 4 years"
            })
    void other_licences_are_not_accepted(String licence) {
        assertThat(LIST.accepts(List.of(licence))).isFalse();
        assertThat(LIST.accepts(List.of(licence, "MIT"))).isTrue();
    }

    private static boolean isOpenSource(String artifact) {
        return LIST.accepts(ARTIFACTS.licences(artifact)) || LIST.unstated().contains(name(artifact));
    }

    private static Set<String> names(Set<String> artifacts) {
        return artifacts.stream().map(LicencesTest::name).collect(toCollection(TreeSet::new));
    }

    private static String name(String artifact) {
        return artifact.substring(0, artifact.lastIndexOf(':'));
    }
}
