package io.waybill.peers.dbos;

import dev.dbos.transact.DBOS;
import dev.dbos.transact.json.SerializationUtil;
import dev.dbos.transact.json.SerializationUtil.SerializedResult;
import dev.dbos.transact.txstep.PostgresStepFactory;
import dev.dbos.transact.txstep.TxStepSchema;
import dev.dbos.transact.workflow.internal.StepResult;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.ResultSetExtractor;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Steps whose answers commit with what they did, in a transaction of Spring: what {@code @TransactionalStep} of DBOS's
 * starter for Spring Boot does.
 */
class TransactionalSteps extends PostgresStepFactory {

    private final JdbcTemplate db;
    private final TransactionTemplate transaction;

    TransactionalSteps(DBOS dbos, DataSource database, JdbcTemplate db, TransactionTemplate transaction) {
        super(dbos, null, null, database::getConnection);
        this.db = db;
        this.transaction = transaction;
    }

    void run(String name, Runnable step) {
        run(name, () -> {
            step.run();
            return true;
        });
    }

    <T> T run(String name, Supplier<T> step) {
        return runTxStep((workflow, number) -> runOnce(workflow, number, name, step), name);
    }

    private <T> T runOnce(String workflow, int number, String name, Supplier<T> step) {
        try {
            return transaction.execute(status -> {
                T answer = step.get();
                SerializedResult value = SerializationUtil.serializeValue(answer, null, serializer);
                record(workflow, number, value.serializedValue(), null, value.serialization());
                return answer;
            });
        } catch (StepConflictException another) {
            return checkExecution(workflow, number, name)
                    .orElseThrow(() -> another)
                    .toResult(serializer);
        }
    }

    @Override
    protected Optional<StepResult> checkExecution(String workflow, int number, String name) {
        ResultSetExtractor<StepResult> first =
                row -> TxStepSchema.readResult(row, workflow, number, name).orElse(null);
        return Optional.ofNullable(db.query(TxStepSchema.checkSql(schema), first, workflow, number));
    }

    @Override
    protected void recordError(String workflow, int number, Exception failure) {
        SerializedResult error = SerializationUtil.serializeError(failure, null, serializer);
        try {
            record(workflow, number, null, error.serializedValue(), error.serialization());
        } catch (StepConflictException another) {
            // It has an answer already, which stays.
        }
    }

    private void record(String workflow, int number, String output, String error, String serialization) {
        try {
            db.update(TxStepSchema.upsertSql(schema), workflow, number, output, error, serialization);
        } catch (DuplicateKeyException another) {
            throw new StepConflictException(another);
        }
    }
}
