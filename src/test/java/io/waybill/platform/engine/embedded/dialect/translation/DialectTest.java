package io.waybill.platform.engine.embedded.dialect.translation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camunda.zeebe.model.bpmn.Bpmn;
import io.waybill.platform.engine.embedded.dialect.Dialect;
import io.waybill.platform.engine.embedded.dialect.behavior.FeelExpressions;
import io.waybill.platform.engine.embedded.dialect.feel.Names;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.operaton.bpm.engine.variable.Variables;

class DialectTest {

    private static final Names NO_NAMES = Names.of(Variables.createVariables().asVariableContext());

    private static final String USER_TASK = Bpmn.convertToString(Bpmn.createExecutableProcess("p")
            .startEvent()
            .userTask("ask")
            .serviceTask("do", task -> task.zeebeJobType("do").zeebeStartExecutionListener("listen"))
            .endEvent()
            .done());

    @Test
    void names_each_element_that_is_not_run() {
        assertThat(Dialect.check(USER_TASK)).extracting(Unsupported::element).containsExactly("ask", "do");
    }

    @Test
    void runs_all_of_the_shipped_model() throws Exception {
        assertThat(Dialect.check(Files.readString(Path.of("src/main/resources/bpmn/order-fulfilment.bpmn"))))
                .isEmpty();
    }

    @Test
    void what_is_not_run_is_not_translated() {
        var model = new ByteArrayInputStream(USER_TASK.getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> Translation.of(model))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("does not run ask")
                .hasMessageContaining("manual");
    }

    @Test
    void a_text_in_the_model_is_not_an_expression_of_the_engine() {
        assertThat(new FeelExpressions(type -> type)
                        .createExpression("${1 + 1}")
                        .getExpressionText())
                .isEqualTo("${1 + 1}");
        assertThat(new FeelExpressions(type -> type)
                        .createExpression("${1 + 1}")
                        .isLiteralText())
                .isTrue();
    }

    @Test
    void outputs_are_added_to_what_is_there() {
        Mappings outputs = Mappings.outputs(
                List.of(new Mappings.Mapping("=1", "order.total"), new Mappings.Mapping("text", "order.note")));

        assertThat(outputs.evaluate(NO_NAMES.with(Map.of("order", Map.of("id", "o-1")))))
                .isEqualTo(Map.of("order", Map.of("id", "o-1", "total", 1, "note", "text")));
    }
}
