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

/** What the cluster says to a command, in the words of the port. */
final class Answers {

    /**
     * It may come in the middle of something else, which passes. Before 8.8 the engine says the same of a token that waits
     * for another at a parallel gateway, which may stay.
     */
    private static final Set<String> COMES_AGAIN =
            Set.of("a concurrent command was executed", "pending message subscription migration");

    private Answers() {}

    /**
     * Waits for the answer to a command about something that the engine is to have.
     *
     * @param outage what the engine does not do while it is down: "takes no messages"
     */
    static <T> T await(CamundaFuture<T> answer, String outage) throws Gone {
        try {
            return answer.join();
        } catch (ClientException e) {
            throw translated(e, outage);
        }
    }

    /** Waits for the answer to a command that brings something new. */
    static <T> T awaitNew(CamundaFuture<T> answer, String outage) {
        try {
            return await(answer, outage);
        } catch (Gone e) {
            throw new EngineRefused(String.valueOf(e.getMessage()), e);
        }
    }

    /** Any failure that has no word in the port stays what it is: it is tried again, and logged. */
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
