package io.waybill.platform.outage;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;

/** Distinguishes the exceptions of a database that is down, full or too busy from those of a bug. */
public final class DatabaseOutage {

    private static final Set<Class<? extends Exception>> SIGNS = Set.of(
            TransientDataAccessException.class,
            RecoverableDataAccessException.class,
            NonTransientDataAccessResourceException.class,
            CannotCreateTransactionException.class,
            // A commit or rollback that did not reach the database.
            org.hibernate.TransactionException.class,
            SQLTransientException.class,
            SQLRecoverableException.class,
            SQLNonTransientConnectionException.class);

    /** Codes that the driver treats like any other error: see the error messages of MySQL and MariaDB. */
    private static final Set<Integer> ERROR_CODES = Set.of(
            3, // cannot write a file
            28, // no space on the device
            1021, // disk full
            1026, // cannot write a file
            1030, // the storage engine failed, usually because the disk is full
            1037, // out of memory
            1040, // too many connections
            1041, // out of memory
            1053, // shutting down
            1114, // table full
            1203, // this user has too many connections
            1205, // lock wait timeout
            1213, // deadlock
            1290, // read-only, like a replica that is about to take over
            1317, // interrupted by a shutdown
            1836, // read-only
            1927, // connection killed
            3100, // a plug-in, such as replication, refused the commit
            3101, // rolled back by replication
            4031); // connection closed because it was idle

    /** Classes of SQLSTATE: the connection is broken; the transaction was rolled back. */
    private static final Set<String> CLASSES = Set.of("08", "40");

    private DatabaseOutage() {}

    /** Whether this, or one of its causes, goes away by itself. */
    public static boolean causes(@Nullable Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .anyMatch(DatabaseOutage::isSign);
    }

    private static boolean isSign(Throwable failure) {
        return SIGNS.stream().anyMatch(sign -> sign.isInstance(failure))
                || (failure instanceof SQLException sql && isSign(sql))
                // A rollback that failed hides the failure that led to it: Spring's, and db-scheduler's.
                || (failure instanceof TransactionSystemException rollback
                        && causes(rollback.getApplicationException()))
                || Arrays.stream(failure.getSuppressed()).anyMatch(DatabaseOutage::causes);
    }

    private static boolean isSign(SQLException failure) {
        String state = failure.getSQLState();
        return ERROR_CODES.contains(failure.getErrorCode())
                || (state != null && state.length() == 5 && CLASSES.contains(state.substring(0, 2)));
    }
}
