package io.waybill.platform.engine.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.mock.env.MockEnvironment;

class ZeebeSwitchTest {

    private static @Nullable String isZeebeThereWith(MockEnvironment settings) {
        new ZeebeSwitch().postProcessEnvironment(settings, new SpringApplication());
        return settings.getProperty("camunda.client.enabled");
    }

    @ParameterizedTest
    @CsvSource({"zeebe, true", "ZEEBE, true", "embedded, false", "'', false"})
    void there_is_a_cluster_if_new_instances_begin_there(String engine, String isThere) {
        assertThat(isZeebeThereWith(new MockEnvironment().withProperty("waybill.engine", engine)))
                .isEqualTo(isThere);
    }

    @Test
    void or_if_instances_still_run_there() {
        assertThat(isZeebeThereWith(new MockEnvironment().withProperty("camunda.client.enabled", "true")))
                .isEqualTo("true");
    }

    @Test
    void an_unknown_engine_is_reported_with_what_to_do() {
        MockEnvironment wrong = new MockEnvironment().withProperty("waybill.engine", "foo");

        assertThatThrownBy(() -> isZeebeThereWith(wrong)).satisfies(failure -> {
            FailureAnalysis told = Objects.requireNonNull(new UnknownEngineAnalyzer().analyze(failure));
            assertThat(told.getDescription())
                    .isEqualTo("The setting waybill.engine is “foo”, but there is no such engine.");
            assertThat(told.getAction()).contains("embedded", "zeebe");
        });
    }
}
