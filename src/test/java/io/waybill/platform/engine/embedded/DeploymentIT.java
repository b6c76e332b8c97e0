package io.waybill.platform.engine.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.embedded.TestDatabase;
import io.waybill.platform.engine.Definition;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When the embedded engine makes a new version of the files that it is given. */
class DeploymentIT {

    @TempDir
    private static Path directory;

    private static TestDatabase database;
    private static EmbeddedTestEngine engine;

    @BeforeAll
    static void start() {
        database = TestDatabase.start(directory);
        engine = EmbeddedTestEngine.start(new RecordedHistory(), database);
    }

    @AfterAll
    static void end() {
        engine.close();
        database.close();
    }

    private static String process(String id, String name) {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="test">
                  <process id="%s" name="%s" isExecutable="true">
                    <startEvent id="start"/>
                  </process>
                </definitions>
                """.formatted(id, name);
    }

    private static int version(List<Definition> deployed, String process) {
        return deployed.stream()
                .filter(definition -> definition.process().equals(process))
                .findFirst()
                .orElseThrow()
                .version();
    }

    @Test
    void what_runs_already_is_not_deployed_again() {
        Map<String, String> files = Map.of("a.bpmn", process("same", "Same"));

        assertThat(version(engine.deploy(files), "same")).isEqualTo(1);
        assertThat(version(engine.deploy(files), "same")).isEqualTo(1);
    }

    @Test
    void what_was_deployed_is_there_for_later_starts() {
        engine.deploy(Map.of("a.bpmn", process("kept", "Kept")));

        assertThat(engine.keepsModels()).isTrue();
    }

    @Test
    void an_earlier_model_can_be_deployed_again_even_if_the_clock_went_back_in_between() {
        Map<String, String> first = Map.of("a.bpmn", process("back", "First"));
        Map<String, String> second = Map.of("a.bpmn", process("back", "Second"));

        assertThat(version(engine.deploy(first), "back")).isEqualTo(1);
        engine.pass(Duration.ofDays(-1));
        assertThat(version(engine.deploy(second), "back")).isEqualTo(2);
        assertThat(version(engine.deploy(second), "back")).isEqualTo(2);
        assertThat(version(engine.deploy(first), "back")).isEqualTo(3);
    }

    @Test
    void a_deployment_that_was_replaced_in_part_is_deployed_again_as_a_whole() {
        Map<String, String> both = Map.of("a.bpmn", process("one", "One"), "b.bpmn", process("two", "Two"));

        engine.deploy(both);
        engine.deploy(Map.of("a.bpmn", process("one", "Another")));

        assertThat(version(engine.deploy(both), "one")).isEqualTo(3);
    }
}
