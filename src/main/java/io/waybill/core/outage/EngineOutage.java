package io.waybill.core.outage;

import io.camunda.client.api.command.ClientStatusException;
import io.grpc.Status.Code;
import java.util.Set;

/** Tells an engine that is away or too busy from one that has an answer. */
public final class EngineOutage {

    private static final Set<Code> SIGNS = Set.of(Code.UNAVAILABLE, Code.RESOURCE_EXHAUSTED, Code.DEADLINE_EXCEEDED);

    private EngineOutage() {}

    /** Whether it goes by itself: the same command may be sent again later. */
    public static boolean causes(ClientStatusException failure) {
        return SIGNS.contains(failure.getStatusCode());
    }
}
