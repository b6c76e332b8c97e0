package io.waybill.audit;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.CamundaFuture;
import io.camunda.client.api.command.ClientException;
import io.camunda.client.api.response.SetVariablesResponse;
import io.grpc.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Asks the engine whether it has process instances, without an index of them beside it: an order to set no variables
 * changes nothing, and is refused for an instance that is gone.
 */
@Component
class Engine {

    private static final int AT_ONCE = 50;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final CamundaClient camunda;

    Engine(CamundaClient camunda) {
        this.camunda = camunda;
    }

    /** It cannot be asked just now. */
    static final class Away extends Exception {

        private static final long serialVersionUID = 1L;

        Away(Throwable cause) {
            super("The engine does not answer: " + cause.getMessage(), cause);
        }
    }

    /** Those of the instances that it does not have any more. */
    Set<Long> gone(Collection<Long> instances) throws Away {
        List<Long> gone = new ArrayList<>();
        Map<Long, CamundaFuture<SetVariablesResponse>> asked = new LinkedHashMap<>();
        for (Long instance : instances) {
            asked.put(
                    instance,
                    camunda.newSetVariablesCommand(instance)
                            .variables(Map.of())
                            .requestTimeout(PATIENCE)
                            .send());
            if (asked.size() == AT_ONCE) {
                collect(asked, gone);
            }
        }
        collect(asked, gone);
        return Set.copyOf(gone);
    }

    private static void collect(Map<Long, CamundaFuture<SetVariablesResponse>> asked, List<Long> gone) throws Away {
        for (var answer : asked.entrySet()) {
            if (isGone(answer.getValue())) {
                gone.add(answer.getKey());
            }
        }
        asked.clear();
    }

    private static boolean isGone(CamundaFuture<SetVariablesResponse> answer) throws Away {
        try {
            answer.join();
            return false;
        } catch (ClientException e) {
            return requireNotFound(e);
        }
    }

    private static boolean requireNotFound(ClientException e) throws Away {
        if (Status.fromThrowable(e).getCode() != Status.Code.NOT_FOUND) {
            throw new Away(e);
        }
        return true;
    }

    /** Ends an instance whose order is closed; of one that is gone it is no error. */
    void cancel(long instance) throws Away {
        try {
            camunda.newCancelInstanceCommand(instance)
                    .requestTimeout(PATIENCE)
                    .send()
                    .join();
        } catch (ClientException e) {
            requireNotFound(e);
        }
    }
}
