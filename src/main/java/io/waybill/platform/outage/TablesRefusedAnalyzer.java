package io.waybill.platform.outage;

import java.sql.SQLException;
import java.util.Set;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Shows what to do, instead of a stack trace, if the database user may not create or change tables. */
class TablesRefusedAnalyzer extends AbstractFailureAnalyzer<FlywayException> {

    /** Access denied to a database, to a table, or for lack of a privilege, in the codes of MySQL and MariaDB. */
    private static final Set<Integer> DENIED = Set.of(1044, 1142, 1227);

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, FlywayException cause) {
        SQLException refusal = findCause(cause, SQLException.class);
        return refusal == null || !DENIED.contains(refusal.getErrorCode())
                ? null
                : new FailureAnalysis(
                        "Waybill's database user may not create or change tables: " + refusal.getMessage(),
                        "Give the user all privileges on Waybill's database (GRANT ALL ON waybill.* TO ...), or set"
                                + " another user for migrations only in spring.flyway.user and spring.flyway.password.",
                        cause);
    }
}
