package io.waybill.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.platform.model.Changes;
import io.waybill.platform.model.Contract;
import io.waybill.platform.model.ModelCheck;
import io.waybill.platform.model.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The solutions of the exercises for analysts. Their scenarios are played by {@link ScenarioTest}. */
class ExercisesTest {

    static List<Model> solutions() {
        return Model.solutions();
    }

    @ParameterizedTest
    @MethodSource("solutions")
    void a_solution_is_right(Model solution) {
        ModelCheck check = new ModelCheck(Contract.scan("io.waybill"));

        assertThat(check.checkAll(sources(solution.files())).findings()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("solutions")
    void what_a_solution_changes_stands_beside_it(Model solution) throws IOException {
        assertThat(Path.of("docs/exercises", solution.toString(), "changes.txt"))
                .hasContent(
                        String.join("\n", Changes.between(sources(Model.shipped()), sources(solution.files()))) + "\n");
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
