package io.waybill.platform.engine.zeebe;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.CamundaFuture;
import io.camunda.client.api.command.ClientException;
import io.camunda.client.api.response.SetVariablesResponse;
import io.grpc.Status;
import io.waybill.platform.engine.EngineUnavailable;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Asks the engine which process instances it has, without needing an index of them: a command to set no variables
 * changes nothing, and is refused if the instance is gone.
 */
final class InstanceCheck {

    private static final int AT_ONCE = 50;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final CamundaClient camunda;
    private final Map<Long, CamundaFuture<SetVariablesResponse>> asked = new LinkedHashMap<>();
    private final Set<Long> gone = new HashSet<>();

    private InstanceCheck(CamundaClient camunda) {
        this.camunda = camunda;
    }

    static Set<Long> gone(CamundaClient camunda, Collection<Long> instances) {
        InstanceCheck check = new InstanceCheck(camunda);
        instances.forEach(check::ask);
        check.collect();
        return check.gone;
    }

    private void ask(long instance) {
        asked.put(
                instance,
                camunda.newSetVariablesCommand(instance)
                        .variables(Map.of())
                        .requestTimeout(PATIENCE)
                        .send());
        if (asked.size() == AT_ONCE) {
            collect();
        }
    }

    private void collect() {
        asked.forEach((instance, answer) -> {
            if (isGone(answer)) {
                gone.add(instance);
            }
        });
        asked.clear();
    }

    /** Any other failure says nothing about the instance. */
    private static boolean isGone(CamundaFuture<SetVariablesResponse> answer) {
        try {
            answer.join();
            return false;
        } catch (ClientException e) {
            if (Answers.code(e) == Status.Code.NOT_FOUND) {
                return true;
            }
            throw new EngineUnavailable("The engine does not answer: " + e.getMessage(), e);
        }
    }
}
