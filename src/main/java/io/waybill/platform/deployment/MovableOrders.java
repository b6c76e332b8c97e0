package io.waybill.platform.deployment;

import io.waybill.platform.deployment.Migration.Order;
import io.waybill.platform.deployment.Migration.Status;
import io.waybill.platform.deployment.ModelVersions.Deployed;
import io.waybill.platform.engine.EngineName;
import io.waybill.platform.model.MigrationPlan;
import io.waybill.platform.model.MigrationPlan.LostUndo;
import io.waybill.platform.model.MigrationPlan.Unset;
import io.waybill.platform.model.ModelCheck;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Finds out which open orders can be moved to a version of the model, and which cannot and why. */
@Component
class MovableOrders {

    static final int AT_ONCE = 100;

    private final JdbcClient db;
    private final ModelVersions versions;
    private final EngineMoves engines;
    private final ObjectProvider<ModelCheck> check;

    MovableOrders(JdbcClient db, ModelVersions versions, EngineMoves engines, ObjectProvider<ModelCheck> check) {
        this.db = db;
        this.versions = versions;
        this.engines = engines;
        this.check = check;
    }

    /** An open order that runs on another version. */
    private record Candidate(String order, long instance, String processId, int fromVersion, boolean shipped) {

        /** An order stays on its engine. */
        boolean canBecome(Deployed process) {
            return process.processId().equals(processId)
                    && EngineName.of(process.definitionKey()) == EngineName.of(instance);
        }
    }

    /**
     * All open orders that run on another version, each with whether it can be moved, in portions of at most {@value
     * #AT_ONCE}: there may be more of them than fit into memory.
     *
     * @param to a version that was deployed
     * @throws io.waybill.core.refusal.Unavailable if an engine cannot be asked what it can move
     */
    void ordersTo(ModelVersion to, Consumer<List<Order>> portions) {
        Plan plan = new Plan(to);
        List<Candidate> next = candidates(to.version(), 0);
        while (!next.isEmpty()) {
            portions.accept(plan.of(next));
            next = candidates(to.version(), next.getLast().instance());
        }
    }

    /** Keeps what is the same for all orders of a version and a process. */
    private class Plan {

        private final ModelVersion to;
        private final List<Deployed> targets;
        private final Map<EngineName, Optional<String>> limits = new EnumMap<>(EngineName.class);
        private final Map<Source, MigrationPlan> moves = new HashMap<>();

        Plan(ModelVersion to) {
            this.to = to;
            this.targets = versions.deployed(List.of(to.version())).getOrDefault(to.version(), List.of());
        }

        List<Order> of(List<Candidate> candidates) {
            Set<Done> done = done(candidates);
            return candidates.stream().map(candidate -> of(candidate, done)).toList();
        }

        private Order of(Candidate candidate, Set<Done> done) {
            Optional<Deployed> target =
                    targets.stream().filter(candidate::canBecome).findFirst();
            String why = target.isEmpty()
                    ? whyNoTarget(candidate, to, targets)
                    : whyNot(candidate, move(candidate), limits, done);
            return new Order(
                    candidate.order(),
                    candidate.instance(),
                    candidate.processId(),
                    candidate.fromVersion(),
                    target.map(Deployed::definitionKey).orElse(0L),
                    why == null ? Status.WAITING : Status.REFUSED,
                    0,
                    why);
        }

        private MigrationPlan move(Candidate candidate) {
            return moves.computeIfAbsent(
                    new Source(candidate.fromVersion(), candidate.processId()),
                    from -> MovableOrders.this.move(from.version(), to, from.process()));
        }

        /** Steps that were done for these orders and would lose their undo. */
        private Set<Done> done(List<Candidate> candidates) {
            Set<String> steps = candidates.stream()
                    .filter(candidate -> targets.stream().anyMatch(candidate::canBecome))
                    .flatMap(candidate -> move(candidate).lostUndos().stream())
                    .map(LostUndo::jobType)
                    .collect(Collectors.toSet());
            return steps.isEmpty()
                    ? Set.of()
                    : new HashSet<>(List.copyOf(db.sql("""
                                    select distinct order_id as `order`, step from order_timeline
                                    where order_id in (:orders) and step in (:steps) and outcome = 'DONE'""")
                            .param(
                                    "orders",
                                    candidates.stream().map(Candidate::order).toList())
                            .param("steps", steps)
                            .query(Done.class)
                            .list()));
        }
    }

    private record Source(int version, String process) {}

    private record Done(String order, String step) {}

    private static String whyNoTarget(Candidate candidate, ModelVersion to, List<Deployed> targets) {
        return targets.stream().anyMatch(process -> process.processId().equals(candidate.processId()))
                ? "Version %d is not deployed on the engine that the order runs on".formatted(to.version())
                : "Version %d has no process %s".formatted(to.version(), candidate.processId());
    }

    /** What changes for a process from one version to the other. */
    MigrationPlan move(int from, ModelVersion to, String process) {
        return check.getObject().migrationPlan(versions.find(from).orElseThrow().files(), to.files(), process);
    }

    private List<Candidate> candidates(int to, long after) {
        return List.copyOf(db.sql("""
                        select p.order_id as `order`, p.instance_key as instance, m.process_id, o.status = 'SHIPPED' as shipped,
                          max(m.version) as from_version
                        from process_instance p
                        join orders o on o.order_id = p.order_id
                        join model_process m on m.definition_key = p.definition_key
                        where p.ended_at is null and o.closed_at is null and p.instance_key > :after
                          and p.definition_key not in (select definition_key from model_process where version = :to)
                        group by p.order_id, p.instance_key, m.process_id, o.status
                        order by p.instance_key limit :most""")
                .param("to", to)
                .param("after", after)
                .param("most", AT_ONCE)
                .query(Candidate.class)
                .list());
    }

    private @Nullable String whyNot(
            Candidate candidate, MigrationPlan move, Map<EngineName, Optional<String>> limits, Set<Done> done) {
        if (!candidate.shipped() && !move.hardToMove().isEmpty()) {
            Optional<String> limit = limits.computeIfAbsent(
                    EngineName.of(candidate.instance()), engine -> engines.limit(candidate.instance()));
            if (limit.isPresent()) {
                return "It is in “%s”, and %s".formatted(String.join("”, “", move.hardToMove()), limit.get());
            }
        }
        Optional<Unset> unset = move.unset().stream()
                .filter(variable -> !candidate.shipped() || !variable.isInside())
                .findFirst();
        if (unset.isPresent()) {
            return "“%s” needs the variable %s, which orders of version %d do not have"
                    .formatted(unset.get().reader(), unset.get().variable(), candidate.fromVersion());
        }
        return move.lostUndos().stream()
                .filter(undo -> !candidate.shipped() && done.contains(new Done(candidate.order(), undo.jobType())))
                .findFirst()
                .map(undo -> "An undo would be lost: " + undo.why())
                .orElse(null);
    }
}
