package io.waybill.platform.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.platform.manual.ManualWorker;
import io.waybill.platform.model.contract.Contract;
import io.waybill.platform.model.source.Finding;
import io.waybill.platform.model.source.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.example.survey.SurveyWorker;
import org.example.survey.Surveys;
import org.junit.jupiter.api.Test;

/** The model of another business than orders. */
class AnotherProcessTest {

    private static final Path MODEL = Path.of("src/test/resources/survey/order-survey.bpmn");

    private final ModelCheck check =
            new ModelCheck(Contract.of(Stream.of(Surveys.class, SurveyWorker.class, ManualWorker.class)));

    private List<String> rulesBrokenBy(String model) {
        return check.checkAll(List.of(new Source("order-survey.bpmn", model))).findings().stream()
                .map(Finding::rule)
                .distinct()
                .toList();
    }

    @Test
    void is_checked_by_what_its_own_steps_declare() throws IOException {
        String model = Files.readString(MODEL);

        assertThat(rulesBrokenBy(model)).isEmpty();
        assertThat(rulesBrokenBy(model.replace("survey.complete", "order.complete")))
                .contains("contract/no-worker");
        assertThat(rulesBrokenBy(model.replace("\"order-survey\" name", "\"order-poll\" name")))
                .contains("contract/nothing-starts");
    }
}
