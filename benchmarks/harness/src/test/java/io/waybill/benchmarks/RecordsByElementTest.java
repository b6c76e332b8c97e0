package io.waybill.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordsByElementTest {

    @TempDir
    Path directory;

    Path log;

    @BeforeEach
    void begin() throws IOException {
        log = directory.resolve("broker.log");
        Files.writeString(log, "2026-11-22 10:00:00.000 [main] INFO  broker - It started\n");
    }

    void record(long instance, String valueType, String intent, String elementType, String element) throws IOException {
        Files.writeString(
                log, """
                2026-11-22 10:00:00.000 [exporter] INFO  records - {"partitionId":1,"value":{"bpmnElementType":"%s",\
                "elementId":"%s","processInstanceKey":%d},"valueType":"%s","intent":"%s"}
                """.formatted(elementType, element, instance, valueType, intent), StandardOpenOption.APPEND);
    }

    void order(long instance, int jobs) throws IOException {
        record(instance, "PROCESS_INSTANCE", "ELEMENT_ACTIVATING", "PROCESS", "order-fulfilment");
        record(instance, "PROCESS_INSTANCE", "SEQUENCE_FLOW_TAKEN", "SEQUENCE_FLOW", "Flow_One");
        record(instance, "PROCESS_INSTANCE", "SEQUENCE_FLOW_TAKEN", "SEQUENCE_FLOW", "Flow_Other");
        for (int i = 0; i < jobs; i++) {
            record(instance, "JOB", "CREATED", "", "Task_ReserveCredit");
        }
        record(instance, "VARIABLE", "CREATED", "", "");
        record(instance, "PROCESS_INSTANCE", "ELEMENT_COMPLETED", "PROCESS", "order-fulfilment");
    }

    @Test
    void records_are_told_by_element_on_average() throws IOException {
        RecordsByElement records = new RecordsByElement(log);

        order(1, 3);
        order(2, 4);
        record(-1, "MESSAGE", "PUBLISHED", "", "");

        assertThat(records.eachOrder().entrySet().stream().map(Object::toString))
                .containsExactly(
                        "Task_ReserveCredit=3.5", "all sequence flows=2.0", "order-fulfilment=2.0", "VARIABLE=1.0");
    }

    @Test
    void what_was_before_and_orders_that_are_not_whole_do_not_count() throws IOException {
        order(1, 9);
        RecordsByElement records = new RecordsByElement(log);
        record(2, "PROCESS_INSTANCE", "ELEMENT_COMPLETED", "PROCESS", "order-fulfilment");
        record(3, "PROCESS_INSTANCE", "ELEMENT_ACTIVATING", "PROCESS", "order-fulfilment");
        order(4, 1);

        assertThat(records.eachOrder()).containsEntry("Task_ReserveCredit", 1.0).hasSize(4);
    }
}
