package io.waybill.platform.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.awspring.cloud.sqs.listener.SqsContainerOptions;
import io.awspring.cloud.sqs.listener.backpressure.BatchAwareBackPressureHandler;
import io.waybill.platform.outage.ConnectionPool;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ListableBeanFactory;

class IntakeTest {

    final ConnectionPool database = mock();
    final Connection connection = mock();
    final ListableBeanFactory beans = mock();
    final Intake intake = new Intake(beans);
    final BatchAwareBackPressureHandler requests = gate("requests");
    final BatchAwareBackPressureHandler results = gate("results");

    @BeforeEach
    void a_database() throws SQLException {
        when(beans.getBeansOfType(ConnectionPool.class)).thenReturn(Map.of("database", database));
        when(connection.isValid(anyInt())).thenReturn(true);
        when(database.getConnection()).thenReturn(connection);
    }

    @Test
    void takes_messages() throws Exception {
        assertThat(requests.requestBatch()).isEqualTo(10);
    }

    @Test
    void takes_none_while_the_database_is_down() throws Exception {
        when(database.getConnection()).thenThrow(new SQLException("down")).thenReturn(connection);
        intake.close("requests");

        assertThat(requests.requestBatch()).isZero();
        assertThat(requests.requestBatch()).isEqualTo(10);
    }

    @Test
    void goes_on_taking_those_whose_listener_does_not_fail() throws Exception {
        when(database.getConnection()).thenThrow(new SQLException("down"));
        intake.close("requests");

        assertThat(results.requestBatch()).isEqualTo(10);
    }

    private BatchAwareBackPressureHandler gate(String queue) {
        return (BatchAwareBackPressureHandler) intake.of(List.of(queue))
                .createBackPressureHandler(SqsContainerOptions.builder().build());
    }
}
