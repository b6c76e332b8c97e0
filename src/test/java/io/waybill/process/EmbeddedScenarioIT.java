package io.waybill.process;

import io.waybill.embedded.TestDatabase;
import io.waybill.platform.engine.embedded.EmbeddedTestEngine;
import io.waybill.platform.engine.embedded.RecordedHistory;
import io.waybill.platform.model.contract.Contract;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Plays the scenarios of {@link ScenarioTest} on the embedded engine. */
class EmbeddedScenarioIT {

    private static final Contract CONTRACT = Contract.scan("io.waybill");
    private static final RecordedHistory HISTORY = new RecordedHistory();

    @TempDir
    private static Path directory;

    private static TestDatabase database;
    private static EmbeddedTestEngine engine;

    @BeforeAll
    static void start() {
        database = TestDatabase.start(directory);
        engine = EmbeddedTestEngine.start(HISTORY, database);
    }

    @AfterAll
    static void end() {
        engine.close();
        database.close();
    }

    static Stream<ScenarioTest.Told> scenarios() {
        return ScenarioTest.scenarios();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scenarios")
    void a_scenario_ends_as_on_zeebe(ScenarioTest.Told told) throws IOException {
        Model model = told.model();
        Scenario scenario = told.scenario();
        try (Stage stage =
                new Stage(new EmbeddedStage(engine, HISTORY, model, CONTRACT, scenario), model, CONTRACT, scenario)) {
            stage.deploy(model.filesToPlay());
            stage.play(scenario.when());
            stage.check();
        }
    }
}
