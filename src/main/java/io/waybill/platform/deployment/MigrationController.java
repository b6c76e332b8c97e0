package io.waybill.platform.deployment;

import io.swagger.v3.oas.annotations.media.Schema;
import io.waybill.core.OrderId;
import io.waybill.core.Subject;
import io.waybill.core.refusal.Conflict;
import io.waybill.core.refusal.NotFound;
import io.waybill.platform.deployment.Migration.Move;
import io.waybill.platform.deployment.Migration.Status;
import io.waybill.platform.idempotency.Call;
import io.waybill.platform.idempotency.Idempotency;
import io.waybill.platform.idempotency.IdempotencyKey;
import io.waybill.platform.model.MigrationPlan;
import io.waybill.platform.openapi.Answers;
import io.waybill.platform.security.Caller;
import io.waybill.platform.security.Role;
import io.waybill.platform.web.PlainText;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Migrations: moving running instances to another version of the model. */
@RestController
@RequestMapping("/models/{version}/migration")
@RolesAllowed({Role.ANALYST, Role.OPERATOR})
class MigrationController {

    private static final int MOST_SHOWN = 100;

    private final ModelVersions versions;
    private final MovableInstances movable;
    private final Migrations migrations;
    private final MigrationRows rows;
    private final Idempotency idempotency;

    MigrationController(
            ModelVersions versions,
            MovableInstances movable,
            Migrations migrations,
            MigrationRows rows,
            Idempotency idempotency) {
        this.versions = versions;
        this.movable = movable;
        this.migrations = migrations;
        this.rows = rows;
        this.idempotency = idempotency;
    }

    /**
     * The body of a migration.
     *
     * @param dryRun whether only to report what would happen to each instance; true if not given
     * @param reason shown in the timelines
     */
    record NewMigration(
            @Nullable Boolean dryRun,
            @NotNull @PlainText(max = 300, blank = false) String reason) {

        boolean isDryRun() {
            return dryRun == null || dryRun;
        }
    }

    /**
     * The progress of a migration, or the outcome of a dry run.
     *
     * @param version the target version
     * @param orders how many instances, of all processes, have each status
     * @param refused instances that cannot be moved, and why; at most 100
     * @param differences what changes for the instances of each process in each version
     */
    @Schema(name = "Migration")
    record MigrationView(
            int version,
            boolean dryRun,
            @Nullable Instant createdAt,
            @Nullable String createdBy,
            String reason,
            Map<Status, Integer> orders,
            List<RefusedMove> refused,
            List<Difference> differences) {}

    /**
     * An instance that cannot be moved.
     *
     * @param process the id of its process
     * @param key its business key
     * @param orderId the business key, if the process fulfils an order
     */
    @Schema(name = "RefusedOrder")
    record RefusedMove(
            String process,
            String key,
            @Nullable String orderId,
            int fromVersion,
            @Nullable String why) {}

    private record Source(int version, String process) {}

    /**
     * What changes for the instances of a process in one version.
     *
     * @param process its id
     * @param lostUndos steps that would no longer be undone
     * @param passed new tasks, which instances that are past them never do
     * @param unset variables that only the new version sets
     * @param gone tasks and waits that the new version does not have or has changed: an instance that is at one cannot be
     *     moved
     */
    record Difference(
            String process,
            int fromVersion,
            List<String> lostUndos,
            List<String> passed,
            List<String> unset,
            List<String> gone) {}

    /**
     * Moves what runs on other versions to this one: orders, and what other processes carry. A dry run, the default,
     * changes nothing and shows which instances can be moved, and which cannot and why. One that would lose an undo is
     * not moved. The timeline of each that is moved shows the move.
     */
    @Answers({200, 202})
    @PostMapping
    ResponseEntity<MigrationView> migrate(
            Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable IdempotencyKey key,
            @PathVariable String version,
            @Valid @RequestBody NewMigration request) {
        ModelVersion to = running(version);
        return idempotency.once(
                caller,
                new Call<>(key, "POST /models/%d/migration".formatted(to.version()), request),
                MigrationView.class,
                () -> request.isDryRun()
                        ? ResponseEntity.ok(plan(to, request.reason()))
                        : ResponseEntity.accepted().body(view(migrations.begin(to, caller, request.reason()))));
    }

    /** Shows the progress of the latest migration to a version. */
    @GetMapping
    MigrationView getMigration(@PathVariable String version) {
        int to = running(version).version();
        return view(rows.latestTo(to).orElseThrow(() -> new NotFound("migration to version", version)));
    }

    private ModelVersion running(String version) {
        ModelVersion to = versions.get(version);
        if (to.status() != ModelVersion.Status.DEPLOYED) {
            throw new Conflict("Version %d of the model is not deployed".formatted(to.version()));
        }
        return to;
    }

    private MigrationView plan(ModelVersion to, String reason) {
        Map<Status, Integer> counts = new TreeMap<>();
        List<Move> refused = new ArrayList<>();
        Map<Source, Move> oneOfEach = new LinkedHashMap<>();
        movable.movesTo(
                to,
                moves -> moves.forEach(move -> {
                    counts.merge(move.status(), 1, Integer::sum);
                    oneOfEach.putIfAbsent(new Source(move.fromVersion(), move.process()), move);
                    if (move.status() == Status.REFUSED && refused.size() < MOST_SHOWN) {
                        refused.add(move);
                    }
                }));
        List<Difference> differences = oneOfEach.values().stream()
                .map(move -> difference(move, movable.move(move.fromVersion(), to, move.process())))
                .sorted(Comparator.comparing(Difference::process).thenComparingInt(Difference::fromVersion))
                .toList();
        return new MigrationView(to.version(), true, null, null, reason, counts, refused(refused), differences);
    }

    private MigrationView view(Migration migration) {
        return new MigrationView(
                migration.version(),
                false,
                migration.createdAt(),
                migration.createdBy(),
                migration.reason(),
                new TreeMap<>(rows.counts(migration.id())),
                refused(rows.moves(migration.id(), Status.REFUSED, MOST_SHOWN)),
                List.of());
    }

    private static List<RefusedMove> refused(List<Move> moves) {
        return moves.stream()
                .map(move -> new RefusedMove(
                        move.process(),
                        move.key(),
                        OrderId.of(new Subject(move.process(), move.key()))
                                .map(OrderId::value)
                                .orElse(null),
                        move.fromVersion(),
                        move.why()))
                .toList();
    }

    private static Difference difference(Move of, MigrationPlan move) {
        return new Difference(
                of.process(),
                of.fromVersion(),
                move.lostUndos().stream().map(MigrationPlan.LostUndo::why).toList(),
                move.passed(),
                move.unset().stream()
                        .map(MigrationPlan.Unset::variable)
                        .distinct()
                        .toList(),
                move.gone());
    }
}
