package io.waybill.platform.model.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.example.declared.Starts;
import org.example.survey.SurveyWorker;
import org.example.survey.Surveys;
import org.junit.jupiter.api.Test;

class DeclaredContractTest {

    @Test
    void what_starts_a_process_says_which_variable_has_its_business_key() {
        Contract contract = Contract.of(Stream.of(Starts.WithKey.class, Surveys.class));

        assertThat(contract.businessKey("driver-reservation")).isEqualTo("reservationId");
        assertThat(contract.businessKey("order-survey")).isEqualTo("orderId");
    }

    @Test
    void a_message_that_starts_a_process_without_a_key_is_refused() {
        assertThatThrownBy(() -> Contract.of(Stream.of(Starts.WithoutKey.class)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("reservation.placed");
    }

    @Test
    void only_a_business_with_a_pivot_needs_one_to_complete_anything() {
        Contract contract = Contract.scan("io.waybill");
        Contract survey = Contract.of(Stream.of(SurveyWorker.class));

        assertThat(contract.needsPivot(contract.job("order.complete").orElseThrow()))
                .isTrue();
        assertThat(survey.needsPivot(survey.job("survey.complete").orElseThrow()))
                .isFalse();
    }
}
