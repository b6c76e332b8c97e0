package io.waybill.platform.engine.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.camunda.zeebe.process.test.api.ZeebeTestEngine;
import io.camunda.zeebe.process.test.extension.ZeebeProcessTest;
import io.waybill.Exercises;
import io.waybill.embedded.TestDatabase;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One model, two engines: what happens on one happens on the other, or the difference has a name. */
@ZeebeProcessTest
@SuppressWarnings("NullAway.Init") // the extension sets the engine
class ContractIT {

    @TempDir
    private static Path directory;

    private static TestDatabase database;
    private static OnOperaton operaton;

    private ZeebeTestEngine engine;

    @BeforeAll
    static void start() {
        database = TestDatabase.start(directory);
        operaton = new OnOperaton(database.url());
    }

    @AfterAll
    static void stop() {
        operaton.close();
        database.close();
    }

    static Stream<Case> cases() {
        String only = System.getProperty("contract.only", "");
        return Cases.all().filter(each -> each.toString().contains(only));
    }

    /** The models in this repository, as they are. */
    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "src/main/resources/bpmn",
                "target/exercises/fraud-check",
                "target/exercises/two-factories",
                "target/exercises/patient-drivers",
                "docs"
            })
    void the_embedded_engine_takes(String folder) throws IOException {
        Map<String, String> files = new TreeMap<>();
        assertThat(Exercises.made()).exists();
        for (Path source : List.of(Path.of("src/main/resources/bpmn"), Path.of(folder))) {
            try (DirectoryStream<Path> models = Files.newDirectoryStream(source, "*.{bpmn,dmn}")) {
                for (Path model : models) {
                    files.put(model.getFileName().toString(), Files.readString(model));
                }
            }
        }
        operaton.takes(files);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void both_engines_agree(Case played) {
        Outcome expected;
        try (OnZeebe zeebe = new OnZeebe(engine)) {
            expected = zeebe.play(played);
        }
        Outcome actual = operaton.play(played);
        if (!played.ordered) {
            expected = expected.inAnyOrder();
            actual = actual.inAnyOrder();
        }
        if (played.difference == null) {
            assertThat(actual).as("on Operaton, as on Zeebe").isEqualTo(expected);
        } else {
            assertThat(actual)
                    .as("both engines agree now, so remove the difference “%s”", played.difference)
                    .isNotEqualTo(expected);
        }
    }
}
