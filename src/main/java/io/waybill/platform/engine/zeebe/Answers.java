package io.waybill.platform.engine.zeebe;

import io.camunda.client.api.CamundaFuture;
import io.camunda.client.api.command.ClientException;
import io.camunda.client.api.command.ClientStatusException;
import io.grpc.Status;
import io.waybill.platform.engine.EngineBusy;
import io.waybill.platform.engine.EngineRefused;
import io.waybill.platform.engine.EngineUnavailable;
import io.waybill.platform.engine.Gone;
import java.util.Set;

/** Translates the cluster's answers into the exceptions of the port. */
final class Answers {

    /**
     * The command arrived in the middle of something else, which is over soon. Before 8.8 the engine says the same of a
     * token that waits at a parallel gateway, which may take longer.
     */
    private static final Set<String> COMES_AGAIN =
            Set.of("a concurrent command was executed", "pending message subscription migration");

    private Answers() {}

    /**
     * Waits for the answer to a command about something that the engine should have.
     *
     * @param outage what the engine cannot do while it is down: "cannot accept messages"
     */
    static <T> T await(CamundaFuture<T> answer, String outage) throws Gone {
        try {
            return answer.join();
        } catch (ClientException e) {
            throw translated(e, outage);
        }
    }

    /** Waits for the answer to a command that creates something. */
    static <T> T awaitNew(CamundaFuture<T> answer, String outage) {
        try {
            return await(answer, outage);
        } catch (Gone e) {
            throw new EngineRefused(String.valueOf(e.getMessage()), e);
        }
    }

    /** A failure for which the port has no exception stays as it is: callers log it and retry. */
    static RuntimeException translated(ClientException e, String outage) throws Gone {
        String said = String.valueOf(e.getMessage());
        Status.Code code = code(e);
        return switch (code) {
            case UNAVAILABLE, RESOURCE_EXHAUSTED, DEADLINE_EXCEEDED ->
                new EngineUnavailable("The engine %s: %s".formatted(outage, code), e);
            case NOT_FOUND -> throw new Gone(said, e);
            case INVALID_ARGUMENT, FAILED_PRECONDITION ->
                COMES_AGAIN.stream().anyMatch(said::contains) ? new EngineBusy(said, e) : new EngineRefused(said, e);
            default -> e;
        };
    }

    static Status.Code code(ClientException e) {
        return e instanceof ClientStatusException refused
                ? refused.getStatusCode()
                : Status.fromThrowable(e).getCode();
    }
}
