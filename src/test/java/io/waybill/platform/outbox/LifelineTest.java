package io.waybill.platform.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.ArgumentMatchers.contains;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

class LifelineTest {

    private final DataSource database = mock();
    private final Lifeline lifeline = new Lifeline(database);

    /** A database in which nobody holds a lock. */
    private void upFor(long seconds) throws SQLException {
        Connection connection = mock();
        when(database.getConnection()).thenReturn(connection);
        PreparedStatement free = answering();
        PreparedStatement uptime = answering();
        when(free.executeQuery().getBoolean(1)).thenReturn(true);
        when(uptime.executeQuery().getLong("Value")).thenReturn(seconds);
        when(connection.prepareStatement(anyString())).thenReturn(free);
        when(connection.prepareStatement(contains("Uptime"))).thenReturn(uptime);
    }

    private static PreparedStatement answering() throws SQLException {
        PreparedStatement statement = mock();
        ResultSet answer = mock();
        ResultSetMetaData columns = mock();
        when(statement.executeQuery()).thenReturn(answer);
        when(answer.getMetaData()).thenReturn(columns);
        when(columns.getColumnCount()).thenReturn(1);
        when(answer.next()).thenReturn(true, false, true, false);
        return statement;
    }

    /** It has lost all lifelines, and live replicas have not taken theirs again yet. */
    @Test
    void just_after_a_restart_of_the_database_no_replica_counts_as_ended() throws Exception {
        upFor(Lifeline.TO_TAKE_HOLD_AGAIN.toSeconds() - 1);

        assertThat(lifeline.endedOf(List.of("replica-other"))).isEmpty();
    }

    @Test
    void later_a_replica_without_a_lifeline_has_ended() throws Exception {
        upFor(Lifeline.TO_TAKE_HOLD_AGAIN.toSeconds());

        assertThat(lifeline.endedOf(List.of("replica-other"))).containsExactly("replica-other");
    }

    @Test
    void neither_this_replica_nor_one_of_an_earlier_waybill_counts_as_ended() throws Exception {
        upFor(1_000);

        assertThat(lifeline.endedOf(List.of(lifeline.name(), "host-of-it"))).isEmpty();
    }
}
