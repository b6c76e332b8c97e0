package io.waybill.platform.deployment;

import io.waybill.core.Subject;
import io.waybill.platform.deployment.Migration.Move;
import io.waybill.platform.deployment.Migration.Status;
import io.waybill.platform.deployment.ModelVersions.Deployed;
import io.waybill.platform.engine.EngineName;
import io.waybill.platform.model.MigrationPlan;
import io.waybill.platform.model.MigrationPlan.LostUndo;
import io.waybill.platform.model.MigrationPlan.Unset;
import io.waybill.platform.model.ModelCheck;
import io.waybill.platform.process.BusinessProcess;
import io.waybill.platform.process.Processes;
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

/** Finds out which running instances can be moved to a version of the model, and which cannot and why. */
@Component
class MovableInstances {

    static final int AT_ONCE = 100;

    private final JdbcClient db;
    private final Processes processes;
    private final ModelVersions versions;
    private final EngineMoves engines;
    private final ObjectProvider<ModelCheck> check;

    MovableInstances(
            JdbcClient db,
            Processes processes,
            ModelVersions versions,
            EngineMoves engines,
            ObjectProvider<ModelCheck> check) {
        this.db = db;
        this.processes = processes;
        this.versions = versions;
        this.engines = engines;
        this.check = check;
    }

    /** An instance of an open subject that runs on another version. */
    private record Candidate(Subject subject, long instance, int fromVersion, boolean pastPivot) {

        String processId() {
            return subject.process();
        }

        /** An instance stays on its engine. */
        boolean canBecome(Deployed process) {
            return process.processId().equals(processId())
                    && EngineName.of(process.definitionKey()) == EngineName.of(instance);
        }
    }

    /**
     * All instances of open subjects that run on another version, each with whether it can be moved, in portions of at
     * most {@value #AT_ONCE}: there may be more of them than fit into memory.
     *
     * @param to a version that was deployed
     * @throws io.waybill.core.refusal.Unavailable if an engine cannot be asked what it can move
     */
    void movesTo(ModelVersion to, Consumer<List<Move>> portions) {
        Plan plan = new Plan(to);
        for (BusinessProcess process : processes.all()) {
            List<Candidate> next = candidates(process, to.version(), 0);
            while (!next.isEmpty()) {
                portions.accept(plan.of(process, next));
                next = candidates(process, to.version(), next.getLast().instance());
            }
        }
    }

    /** Keeps what is the same for all instances of a version and a process. */
    private class Plan {

        private final ModelVersion to;
        private final List<Deployed> targets;
        private final Map<EngineName, Optional<String>> limits = new EnumMap<>(EngineName.class);
        private final Map<Source, MigrationPlan> moves = new HashMap<>();

        Plan(ModelVersion to) {
            this.to = to;
            this.targets = versions.deployed(List.of(to.version())).getOrDefault(to.version(), List.of());
        }

        List<Move> of(BusinessProcess process, List<Candidate> candidates) {
            Set<Done> done = done(process, candidates);
            return candidates.stream().map(candidate -> of(candidate, done)).toList();
        }

        private Move of(Candidate candidate, Set<Done> done) {
            Optional<Deployed> target =
                    targets.stream().filter(candidate::canBecome).findFirst();
            String why = target.isEmpty()
                    ? whyNoTarget(candidate, to, targets)
                    : whyNot(candidate, move(candidate), limits, done);
            return new Move(
                    candidate.subject().key(),
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
                    from -> MovableInstances.this.move(from.version(), to, from.process()));
        }

        /** Steps that were done for these subjects and would lose their undo. */
        private Set<Done> done(BusinessProcess process, List<Candidate> candidates) {
            Set<String> steps = candidates.stream()
                    .filter(candidate -> targets.stream().anyMatch(candidate::canBecome))
                    .flatMap(candidate -> move(candidate).lostUndos().stream())
                    .map(LostUndo::jobType)
                    .collect(Collectors.toSet());
            return steps.isEmpty()
                    ? Set.of()
                    : new HashSet<>(List.copyOf(db.sql(process.table().sql("""
                                    select distinct KEY as subject, step from TIMELINE
                                    where KEY in (:keys) and step in (:steps) and outcome = 'DONE'"""))
                            .param(
                                    "keys",
                                    candidates.stream()
                                            .map(candidate ->
                                                    candidate.subject().key())
                                            .toList())
                            .param("steps", steps)
                            .query(Done.class)
                            .list()));
        }
    }

    private record Source(int version, String process) {}

    private record Done(String subject, String step) {}

    private static String whyNoTarget(Candidate candidate, ModelVersion to, List<Deployed> targets) {
        return targets.stream().anyMatch(process -> process.processId().equals(candidate.processId()))
                ? "Version %d is not deployed on the engine that it runs on".formatted(to.version())
                : "Version %d has no process %s".formatted(to.version(), candidate.processId());
    }

    /** What changes for a process from one version to the other. */
    MigrationPlan move(int from, ModelVersion to, String process) {
        return check.getObject().migrationPlan(versions.find(from).orElseThrow().files(), to.files(), process);
    }

    private List<Candidate> candidates(BusinessProcess process, int to, long after) {
        return List.copyOf(db.sql(process.table().sql("""
                        select p.order_id, p.instance_key, s.status, max(m.version) as from_version
                        from process_instance p
                        join SUBJECTS s on s.KEY = p.order_id
                        join model_process m on m.definition_key = p.definition_key
                        where p.process_id = :process and p.ended_at is null and s.closed_at is null
                          and p.instance_key > :after
                          and p.definition_key not in (select definition_key from model_process where version = :to)
                        group by p.order_id, p.instance_key, s.status
                        order by p.instance_key limit :most"""))
                .param("process", process.id())
                .param("to", to)
                .param("after", after)
                .param("most", AT_ONCE)
                .query((row, number) -> new Candidate(
                        process.subject(row.getString("order_id")),
                        row.getLong("instance_key"),
                        row.getInt("from_version"),
                        process.table().afterPivot().contains(row.getString("status"))))
                .list());
    }

    /**
     * How many instances of open subjects run on each definition. Those from before Waybill stored the definition are not
     * counted.
     */
    Map<Long, Integer> countByDefinition() {
        record Count(long definition, int instances) {}
        return processes.all().stream()
                .flatMap(
                        process -> List.copyOf(db.sql(process.table().sql("""
                                select p.definition_key as definition, count(distinct p.order_id) as instances
                                from process_instance p join SUBJECTS s on s.KEY = p.order_id
                                where p.process_id = ? and p.definition_key is not null and p.ended_at is null
                                  and s.closed_at is null
                                group by p.definition_key"""))
                                        .param(process.id())
                                        .query(Count.class)
                                        .list())
                                .stream())
                .collect(Collectors.toMap(Count::definition, Count::instances));
    }

    private @Nullable String whyNot(
            Candidate candidate, MigrationPlan move, Map<EngineName, Optional<String>> limits, Set<Done> done) {
        if (!candidate.pastPivot() && !move.hardToMove().isEmpty()) {
            Optional<String> limit = limits.computeIfAbsent(
                    EngineName.of(candidate.instance()), engine -> engines.limit(candidate.instance()));
            if (limit.isPresent()) {
                return "It is in “%s”, and %s".formatted(String.join("”, “", move.hardToMove()), limit.get());
            }
        }
        Optional<Unset> unset = move.unset().stream()
                .filter(variable -> !candidate.pastPivot() || !variable.isInside())
                .findFirst();
        if (unset.isPresent()) {
            return "“%s” needs the variable %s, which instances of version %d do not have"
                    .formatted(unset.get().reader(), unset.get().variable(), candidate.fromVersion());
        }
        return move.lostUndos().stream()
                .filter(undo -> !candidate.pastPivot()
                        && done.contains(new Done(candidate.subject().key(), undo.jobType())))
                .findFirst()
                .map(undo -> "An undo would be lost: " + undo.why())
                .orElse(null);
    }
}
