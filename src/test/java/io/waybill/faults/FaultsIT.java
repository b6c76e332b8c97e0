package io.waybill.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/**
 * Nothing is lost, whatever crashes, arrives twice or is down. The build runs a short form; the full suite is
 * {@code mvn verify -Pfaults}, with the settings of {@link Settings}. The report is in {@code target/faults}.
 */
@Tag("faults")
@TestInstance(Lifecycle.PER_CLASS)
class FaultsIT {

    private final Settings settings = Settings.fromProperties();
    private final Path directory = Path.of("target", "faults");
    private final Optional<Report.Content> earlier = Report.earlier(settings, directory);
    private final Stage stage = Stage.set(settings, directory.resolve("stage"));
    private final Report report = new Report(settings, stage.machine(), directory, earlier);

    FaultsIT() throws IOException {
        tell(settings.toString());
    }

    @TestFactory
    Stream<DynamicTest> nothing_is_lost() {
        Stream<DynamicTest> runs = Scenario.of(settings)
                .filter(scenario -> report.runs(scenario) < scenario.runs())
                .map(scenario -> DynamicTest.dynamicTest(scenario.name(), () -> runAll(scenario)));
        return settings.isShort()
                ? Stream.concat(
                        runs,
                        Stream.of(DynamicTest.dynamicTest(
                                "reservations were kept and races were run meanwhile", this::requireKept)))
                : runs;
    }

    /** Otherwise the runs would show nothing about them. */
    private void requireKept() {
        assertThat(stage.reservationsKept()).isPositive();
        assertThat(stage.pointsBooked()).isPositive();
    }

    private void runAll(Scenario scenario) throws Exception {
        long begun = System.nanoTime();
        List<Outcome> outcomes = new ArrayList<>();
        for (int i = report.runs(scenario);
                i < scenario.runs()
                        && System.nanoTime() - begun < scenario.limit().toNanos();
                i++) {
            long seed = settings.seed() + i;
            Outcome outcome = stage.run(scenario.faults().apply(seed), seed);
            outcomes.add(outcome);
            tell(outcome.line());
        }
        List<String> late = stage.lookAgain();
        report.add(scenario.name(), scenario.what(), outcomes, late);
        assertThat(late).isEmpty();
        assertThat(outcomes)
                .allSatisfy(outcome -> assertThat(outcome.violations())
                        .as("%s, to repeat: %s", outcome.line(), outcome.replay())
                        .isEmpty());
    }

    private static void tell(String line) {
        System.out.println("[faults] " + line);
    }

    @AfterAll
    void close() throws IOException {
        stage.close();
        report.keepLogsOfFailures();
    }
}
