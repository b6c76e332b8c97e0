package io.waybill.platform.deployment;

import io.waybill.core.StepTaken;
import io.waybill.core.Subject;
import io.waybill.platform.deployment.EngineMoves.Answer;
import io.waybill.platform.deployment.Migration.Move;
import io.waybill.platform.deployment.Migration.Status;
import io.waybill.platform.process.Standing;
import io.waybill.platform.process.Subjects;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Records what became of each instance in a migration, in its timeline as well if it was moved. */
@Component
class MoveOutcomes {

    private final MigrationRows rows;
    private final Subjects subjects;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;

    MoveOutcomes(
            MigrationRows rows, Subjects subjects, ApplicationEventPublisher events, TransactionTemplate transaction) {
        this.rows = rows;
        this.subjects = subjects;
        this.events = events;
        this.transaction = transaction;
    }

    void settle(Migration migration, Move move, Answer answer) {
        transaction.executeWithoutResult(status -> write(migration, move, answer));
    }

    private void write(Migration migration, Move move, Answer answer) {
        Subject subject = new Subject(move.process(), move.key());
        Standing standing = subjects.lock(subject);
        rows.settle(migration.id(), move, answer.status(), answer.why());
        if (answer.status() == Status.MOVED && standing == Standing.OPEN) {
            events.publishEvent(StepTaken.done(
                    subject,
                    "model.migrate",
                    "Moved to version %d of the model. %s: %s"
                            .formatted(migration.version(), migration.createdBy(), migration.reason())));
        }
    }
}
