package io.waybill.platform.outage;

import java.sql.SQLException;
import java.util.Set;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** A database user who may not make or change tables: shows what to do, in place of a stack trace. */
class TablesRefusedAnalyzer extends AbstractFailureAnalyzer<FlywayException> {

    /** Access to a database, to a table, or for want of a privilege is denied, in the codes of MySQL and MariaDB. */
    private static final Set<Integer> DENIED = Set.of(1044, 1142, 1227);

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, FlywayException cause) {
        SQLException refusal = findCause(cause, SQLException.class);
        return refusal == null || !DENIED.contains(refusal.getErrorCode())
                ? null
                : new FailureAnalysis(
                        "Waybill's database user may not make or change tables: " + refusal.getMessage(),
                        "Give the user all privileges on Waybill's database (GRANT ALL ON waybill.* TO ...), or name"
                                + " another one for this alone in spring.flyway.user and spring.flyway.password.",
                        cause);
    }
}
