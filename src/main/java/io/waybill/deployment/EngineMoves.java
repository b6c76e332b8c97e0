package io.waybill.deployment;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.ClientStatusException;
import io.camunda.client.api.command.MigrateProcessInstanceCommandStep1.MigrateProcessInstanceCommandFinalStep;
import io.camunda.client.api.command.MigrateProcessInstanceCommandStep1.MigrateProcessInstanceCommandStep2;
import io.camunda.client.api.response.BrokerInfo;
import io.grpc.Status.Code;
import io.waybill.core.outage.EngineOutage;
import io.waybill.core.outbox.NotNow;
import io.waybill.core.web.Unavailable;
import io.waybill.deployment.Migration.Order;
import io.waybill.deployment.Migration.Status;
import java.lang.module.ModuleDescriptor.Version;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Has the engine move a process instance to another version of its process. */
@Component
class EngineMoves {

    private static final Set<Code> REFUSED = Set.of(Code.INVALID_ARGUMENT, Code.FAILED_PRECONDITION);

    /**
     * It may come in the middle of something else, which passes. Before 8.8 the engine says the same of a token that waits
     * for another at a parallel gateway, which may stay.
     */
    private static final Set<String> COMES_AGAIN =
            Set.of("a concurrent command was executed", "pending message subscription migration");

    private static final long SECONDS_TO_WAIT = 5;

    private final CamundaClient camunda;

    EngineMoves(CamundaClient camunda) {
        this.camunda = camunda;
    }

    /**
     * The version of the engine, of its oldest broker: 8.6.0.
     *
     * @throws Unavailable if it does not answer
     */
    Version version() {
        try {
            return oldest(camunda.newTopologyRequest().send().join().getBrokers().stream()
                            .map(BrokerInfo::getVersion))
                    .orElseThrow(EngineMoves::away);
        } catch (ClientStatusException e) {
            throw away();
        }
    }

    static Optional<Version> oldest(Stream<String> versions) {
        return versions.map(Version::parse).min(Comparator.naturalOrder());
    }

    private static Unavailable away() {
        return new Unavailable("The engine cannot be asked just now", SECONDS_TO_WAIT);
    }

    /**
     * What the engine said.
     *
     * @param status {@link Status#WAITING} if it is to be asked again
     */
    record Answer(Status status, @Nullable String why) {}

    /**
     * Moves an order, if it is not there already.
     *
     * @param same the elements at which it can go on
     * @throws NotNow if the engine is away or busy
     */
    Answer move(Order order, List<String> same) {
        try {
            command(order, same).send().join();
            return new Answer(Status.MOVED, null);
        } catch (ClientStatusException e) {
            return answer(e);
        }
    }

    private MigrateProcessInstanceCommandFinalStep command(Order order, List<String> same) {
        MigrateProcessInstanceCommandStep2 command =
                camunda.newMigrateProcessInstanceCommand(order.instance()).migrationPlan(order.definition());
        MigrateProcessInstanceCommandFinalStep last = command.addMappingInstruction(same.getFirst(), same.getFirst());
        for (String element : same.subList(1, same.size())) {
            last = last.addMappingInstruction(element, element);
        }
        return last;
    }

    private static Answer answer(ClientStatusException e) {
        String said = String.valueOf(e.getMessage());
        if (EngineOutage.causes(e)) {
            throw new NotNow("The engine moves nothing just now: " + e.getStatusCode(), e);
        }
        if (e.getStatusCode() == Code.NOT_FOUND) {
            return new Answer(Status.ENDED, null);
        }
        if (REFUSED.contains(e.getStatusCode())) {
            boolean comesAgain = COMES_AGAIN.stream().anyMatch(said::contains);
            return new Answer(comesAgain ? Status.WAITING : Status.REFUSED, "The engine says: " + said);
        }
        throw e;
    }
}
