package io.waybill.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.Exercises;
import io.waybill.platform.model.Changes;
import io.waybill.platform.model.ModelCheck;
import io.waybill.platform.model.contract.Contract;
import io.waybill.platform.model.source.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The solutions of the exercises for analysts. Their scenarios are played by {@link ScenarioTest}. */
class ExercisesTest {

    private static final ModelCheck CHECK = new ModelCheck(Contract.scan("io.waybill"));

    static List<Model> solutions() {
        return Model.solutions();
    }

    @Test
    void every_difference_applies_to_the_shipped_files() {
        assertThat(Exercises.made()).isDirectory();
    }

    @ParameterizedTest
    @MethodSource("solutions")
    void a_solution_is_right(Model solution) {
        assertThat(CHECK.checkAll(sources(solution.files())).findings()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("solutions")
    void what_a_solution_changes_is_described_beside_it(Model solution) throws IOException {
        String changes = String.join("\n", Changes.between(sources(Model.shipped()), sources(solution.files()))) + "\n";
        Path described = Exercises.KEPT.resolve(solution.toString()).resolve("changes.txt");
        if (Boolean.getBoolean("exercises.write")) {
            Files.writeString(described, changes);
        }

        assertThat(described).as("renew it with docs/write-exercises").hasContent(changes);
    }

    @ParameterizedTest
    @MethodSource("solutions")
    void the_guide_leads_to_it(Model solution) throws IOException {
        assertThat(Files.readString(Path.of("docs/analysts.md"))).contains("(exercises/%s)".formatted(solution));
    }

    private static List<Source> sources(Map<String, String> files) {
        return files.entrySet().stream()
                .map(file -> new Source(file.getKey(), file.getValue()))
                .toList();
    }
}
