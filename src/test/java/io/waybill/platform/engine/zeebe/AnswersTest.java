package io.waybill.platform.engine.zeebe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.camunda.client.api.CamundaFuture;
import io.camunda.client.api.command.ClientException;
import io.camunda.client.api.command.ClientStatusException;
import io.grpc.Status;
import io.waybill.platform.engine.EngineBusy;
import io.waybill.platform.engine.EngineRefused;
import io.waybill.platform.engine.EngineUnavailable;
import io.waybill.platform.engine.Gone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswersTest {

    private static CamundaFuture<Object> refusal(ClientException refusal) {
        CamundaFuture<Object> answer = mock();
        when(answer.join()).thenThrow(refusal);
        return answer;
    }

    private static CamundaFuture<Object> refusal(Status.Code code, String message) {
        return refusal(new ClientStatusException(code.toStatus().withDescription(message), new Exception(message)));
    }

    @ParameterizedTest
    @EnumSource(names = {"UNAVAILABLE", "RESOURCE_EXHAUSTED", "DEADLINE_EXCEEDED"})
    void a_cluster_that_is_down_or_has_too_much_to_do_is_unavailable(Status.Code code) {
        assertThatThrownBy(() -> Answers.await(refusal(code, "no"), "cannot accept messages"))
                .isInstanceOf(EngineUnavailable.class)
                .hasMessage("The engine cannot accept messages: " + code);
    }

    @Test
    void what_the_cluster_does_not_have_is_gone() {
        assertThatThrownBy(() ->
                        Answers.await(refusal(Status.Code.NOT_FOUND, "no such instance"), "cannot stop instances"))
                .isInstanceOf(Gone.class)
                .hasMessageContaining("no such instance");
    }

    @ParameterizedTest
    @EnumSource(names = {"INVALID_ARGUMENT", "FAILED_PRECONDITION"})
    void what_it_would_refuse_again_is_refused(Status.Code code) {
        assertThatThrownBy(() -> Answers.await(refusal(code, "no such element"), "cannot migrate instances"))
                .isInstanceOf(EngineRefused.class)
                .hasMessageContaining("no such element");
    }

    @ParameterizedTest
    @ValueSource(strings = {"but a concurrent command was executed on it", "a pending message subscription migration"})
    void what_passes_is_busy(String said) {
        assertThatThrownBy(
                        () -> Answers.await(refusal(Status.Code.FAILED_PRECONDITION, said), "cannot migrate instances"))
                .isInstanceOf(EngineBusy.class);
    }

    @Test
    void what_nobody_foresaw_stays_what_it_is() {
        ClientException bug = new ClientException("a bug");

        assertThatThrownBy(() -> Answers.await(refusal(bug), "cannot migrate instances"))
                .isSameAs(bug);
    }

    @Test
    void an_answer_is_handed_on() throws Exception {
        CamundaFuture<Object> answer = mock();
        when(answer.join()).thenReturn("deployed");

        assertThat(Answers.await(answer, "cannot deploy models")).isEqualTo("deployed");
    }
}
