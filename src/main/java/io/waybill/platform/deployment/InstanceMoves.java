package io.waybill.platform.deployment;

import io.waybill.platform.deployment.EngineMoves.Answer;
import io.waybill.platform.deployment.Migration.Move;
import io.waybill.platform.deployment.Migration.Status;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Moves running instances to another version of the model, a few at a time. Each is settled on its own when the
 * engine has answered. What a crash leaves open is done again; moving an instance twice has no effect.
 */
@Component
class InstanceMoves {

    private static final int AT_ONCE = 50;
    private static final int MOST_TRIES = 20;

    private final MigrationRows rows;
    private final MovableInstances movable;
    private final ModelVersions versions;
    private final EngineMoves engine;
    private final MoveOutcomes outcomes;
    private final Clock clock;

    InstanceMoves(
            MigrationRows rows,
            MovableInstances movable,
            ModelVersions versions,
            EngineMoves engine,
            MoveOutcomes outcomes,
            Clock clock) {
        this.rows = rows;
        this.movable = movable;
        this.versions = versions;
        this.engine = engine;
        this.outcomes = outcomes;
        this.clock = clock;
    }

    /** Moves the next instances, and returns when to go on; empty if all are settled. */
    Optional<Instant> carryOn(int id) {
        Migration migration = rows.get(id);
        ModelVersion to = versions.find(migration.version()).orElseThrow();
        Map<String, List<String>> known = new HashMap<>();
        List<Move> next = rows.moves(id, Status.WAITING, AT_ONCE);
        boolean stillBusy = false;
        for (Move move : next) {
            Answer answer = engine.move(move, sameElements(to, move, known));
            stillBusy |= answer.status() == Status.WAITING;
            outcomes.settle(migration, move, orGivenUp(answer, move));
        }
        return next.isEmpty()
                ? Optional.empty()
                : Optional.of(stillBusy ? clock.instant().plusSeconds(1) : clock.instant());
    }

    private List<String> sameElements(ModelVersion to, Move move, Map<String, List<String>> known) {
        return known.computeIfAbsent(
                move.fromVersion() + " " + move.process(),
                key -> movable.move(move.fromVersion(), to, move.process()).same());
    }

    private static Answer orGivenUp(Answer answer, Move move) {
        return answer.status() == Status.WAITING && move.tries() + 1 >= MOST_TRIES
                ? new Answer(Status.REFUSED, answer.why())
                : answer;
    }
}
