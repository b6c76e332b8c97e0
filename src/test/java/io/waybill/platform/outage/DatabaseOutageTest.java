package io.waybill.platform.outage;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.orm.jpa.JpaSystemException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.UnexpectedRollbackException;

class DatabaseOutageTest {

    @ParameterizedTest
    @MethodSource
    void goes_by_itself(Exception outage) {
        assertThat(DatabaseOutage.causes(outage)).isTrue();
        assertThat(DatabaseOutage.causes(new IllegalStateException(outage))).isTrue();
    }

    static Stream<Exception> goes_by_itself() {
        return Stream.of(
                new DataAccessResourceFailureException("connection refused"),
                new CannotGetJdbcConnectionException("the pool is exhausted"),
                new CannotCreateTransactionException("no connection"),
                new CannotAcquireLockException("deadlock"),
                new QueryTimeoutException("too slow"),
                new JpaSystemException(new org.hibernate.TransactionException("cannot commit")),
                new TransactionSystemException("cannot commit", new SQLException("gone", "08007")),
                new SQLNonTransientConnectionException("gone"),
                new SQLTransientConnectionException("the pool is exhausted"),
                new SQLRecoverableException("gone"),
                new SQLException("gone", "08S01"));
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 28, 1021, 1040, 1053, 1114, 1205, 1213, 1290, 1836})
    void so_do_a_full_disk_and_a_change_of_the_leader(int code) {
        SQLException sql = new SQLException("told by a number", "HY000", code);

        assertThat(DatabaseOutage.causes(new UncategorizedSQLException("task", "sql", sql)))
                .isTrue();
    }

    @Test
    void what_another_failure_suppressed_counts() {
        IllegalStateException rollback = new IllegalStateException("Failed to rollback", new SQLException("closed"));
        assertThat(DatabaseOutage.causes(rollback)).isFalse();

        rollback.addSuppressed(new IllegalStateException(new SQLException("gone", "08S01")));
        assertThat(DatabaseOutage.causes(rollback)).isTrue();
    }

    @Test
    void what_a_failed_rollback_hides_counts() {
        TransactionSystemException rollback = new TransactionSystemException("no rollback", new SQLException("closed"));
        assertThat(DatabaseOutage.causes(rollback)).isFalse();

        rollback.initApplicationException(new DataAccessResourceFailureException("connection lost"));
        assertThat(DatabaseOutage.causes(rollback)).isTrue();
    }

    @ParameterizedTest
    @MethodSource
    void stays(Exception bug) {
        assertThat(DatabaseOutage.causes(bug)).isFalse();
    }

    static Stream<Exception> stays() {
        return Stream.of(
                new IllegalStateException("bug"),
                new DataIntegrityViolationException("bug", new SQLException("too long", "22001", 1406)),
                new DuplicateKeyException("bug", new SQLException("duplicate", "23000", 1062)),
                new UnexpectedRollbackException("bug"));
    }
}
