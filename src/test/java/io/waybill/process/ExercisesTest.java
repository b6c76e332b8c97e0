package io.waybill.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.model.Changes;
import io.waybill.model.Contract;
import io.waybill.model.ModelCheck;
import io.waybill.model.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the guide for analysts tells of its exercises. Their scenarios are played by {@link ScenarioTest}. */
class ExercisesTest {

    private static final Path GUIDE = Path.of("docs/analysts.md");

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
    void the_guide_tells_what_a_solution_changes(Model solution) throws IOException {
        List<String> changes = Changes.between(sources(Model.shipped()), sources(solution.files()));

        assertThat(changes).isNotEmpty();
        assertThat(Files.readString(GUIDE)).contains("(exercises/%s)".formatted(solution), String.join("\n", changes));
    }

    private static List<Source> sources(Map<String, String> files) {
        return files.entrySet().stream()
                .map(file -> new Source(file.getKey(), file.getValue()))
                .toList();
    }
}
