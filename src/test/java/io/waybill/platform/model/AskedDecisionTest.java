package io.waybill.platform.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.platform.model.contract.Contract;
import io.waybill.platform.model.source.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A decision that no process calls, but the code. */
class AskedDecisionTest {

    private static final Path POINTS = Path.of("src/main/resources/bpmn/race-points.dmn");

    private final ModelCheck check = new ModelCheck(new Contract(
            Map.of(),
            Map.of(),
            Map.of("race-points", new Contract.Decision("race-points", Set.of("place", "metres")))));

    private List<String> findings(String decision) {
        return check.checkAll(List.of(new Source("race-points.dmn", decision))).findings().stream()
                .map(finding -> finding.rule() + ": " + finding.message())
                .toList();
    }

    private static String points() throws IOException {
        return Files.readString(POINTS);
    }

    @Test
    void the_shipped_one_is_right() throws IOException {
        assertThat(findings(points())).isEmpty();
    }

    @Test
    void it_has_to_be_there() throws IOException {
        assertThat(findings(points().replace("decision id=\"race-points\"", "decision id=\"points\"")))
                .contains("contract/nothing-decides: There is no decision race-points, which has to be asked");
    }

    @Test
    void it_reads_only_what_it_is_given() throws IOException {
        assertThat(findings(points().replace("<text>place</text>", "<text>age</text>")))
                .contains("contract/decision-input: “Race points” reads age, which it is not given");
    }

    @Test
    void it_answers_whole_numbers() throws IOException {
        assertThat(findings(points().replace("<text>100</text>", "<text>99.5</text>")))
                .contains("contract/decision-answer: “Race points” answers 99.5, which is not a whole number");
        assertThat(findings(points().replace("<text>100</text>", "<text>\"many\"</text>")))
                .contains("contract/decision-answer: “Race points” answers \"many\", which is not a whole number");
    }

    @Test
    void it_answers_one_value() throws IOException {
        String two = points().replace("name=\"points\" typeRef=\"number\" />", """
                        name="points" typeRef="number" />
                        <output id="Output_Medal" label="Medal" name="medal" typeRef="number" />""")
                .replaceAll(
                        "(<outputEntry id=\"(\\w+)_Points\">\\s*<text>\\d+</text>\\s*</outputEntry>)",
                        "$1<outputEntry id=\"$2_Medal\"><text>1</text></outputEntry>");

        assertThat(findings(two))
                .contains("contract/decision-answer: “Race points” answers several values, where one is needed");
    }
}
