package io.waybill.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.waybill.embedded.SharedZeebe;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** A cluster that cannot be reached, at the start and later. */
@ExtendWith(OutputCaptureExtension.class)
class ZeebeAwayIT {

    @BeforeEach
    void the_cluster_is_away() {
        assumeThat(SharedZeebe.isTestEngine()).isTrue();
        SharedZeebe.stop();
    }

    @AfterEach
    void it_is_back() {
        SharedZeebe.restart();
    }

    @Test
    void orders_are_accepted_and_start_when_the_cluster_is_there_and_the_log_says_so_in_a_line(CapturedOutput log) {
        try (Replica replica = Replica.start(settings())) {
            Caller waybill = replica.caller();
            String customer = waybill.customerWith(1_000);
            long item = waybill.itemInStock(100, 1, 5);

            String first = waybill.place(customer, item, 1);
            await().atMost(Caller.PATIENCE)
                    .untilAsserted(
                            () -> assertThat(log).contains("Nothing begins yet, because no model can be deployed"));
            assertThat(waybill.status(first)).isEqualTo("PLACED");
            SharedZeebe.start();
            String driver = waybill.awaitOffer(first, 1);

            SharedZeebe.stop();
            assertThat(waybill.accept(first, driver)).isEqualTo(200);
            String second = waybill.place(customer, item, 1);
            // Long enough for everything that polls the engine to have done so.
            await().during(Duration.ofSeconds(15))
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> waybill.status(second), "PLACED"::equals);
            SharedZeebe.start();

            waybill.accept(second, waybill.awaitOffer(second, 1));
            waybill.awaitStatus(first, "COMPLETED");
            waybill.awaitStatus(second, "COMPLETED");
            waybill.assertAccount(customer, 800, 0, 200);
        }
    }

    @Test
    void waybill_ends_although_the_cluster_is_down() {
        SharedZeebe.start();
        Replica replica = Replica.start(settings());
        SharedZeebe.stop();

        assertTimeoutPreemptively(Duration.ofSeconds(45), replica::close);
    }

    private static String[] settings() {
        return SharedZeebe.properties().entrySet().stream()
                .map(setting -> "--%s=%s".formatted(setting.getKey(), setting.getValue()))
                .toArray(String[]::new);
    }
}
