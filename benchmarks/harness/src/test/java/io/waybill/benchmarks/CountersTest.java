package io.waybill.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CountersTest {

    static final String METRICS = """
            # TYPE zeebe_log_appender_record_appended_total counter
            zeebe_log_appender_record_appended_total{partition="1",recordType="EVENT",valueType="JOB",intent="CREATED",} 3.0
            zeebe_log_appender_record_appended_total{partition="2",recordType="COMMAND",valueType="JOB",intent="COMPLETE",} 2.0
            zeebe_log_appender_record_appended_total{partition="1",recordType="EVENT",valueType="VARIABLE",intent="CREATED",} 1.0
            zeebe_log_appender_record_appended_created{partition="1",recordType="EVENT",valueType="JOB",intent="CREATED",} 9.0
            """;

    @Test
    void adds_up_what_the_engine_tells_by_partition_and_intent() {
        assertThat(Counters.sums(Counters.RECORDS, METRICS))
                .hasSize(2)
                .containsEntry("JOB", 5.0)
                .containsEntry("VARIABLE", 1.0);
    }
}
