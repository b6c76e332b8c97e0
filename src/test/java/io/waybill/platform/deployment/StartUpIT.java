package io.waybill.platform.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.waybill.ModuleTest;
import io.waybill.OrdersInTests;
import io.waybill.embedded.SharedServers;
import io.waybill.embedded.SharedZeebe;
import io.waybill.platform.deployment.ModelVersion.Origin;
import io.waybill.platform.deployment.ModelVersion.Status;
import io.waybill.platform.model.source.Finding;
import io.waybill.platform.model.source.Source;
import io.waybill.platform.outbox.NotNow;
import io.waybill.platform.repair.Restarts;
import io.waybill.platform.timeline.rest.EventStream;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.bean.override.mockito.MockitoBean;

/** What Waybill does with the model in its jar at the start, on Zeebe: an engine that itself refuses some models. */
@ModuleTest
@Import({OrdersInTests.class, WholeContract.class})
@ContextConfiguration(initializers = {SharedServers.class, SharedZeebe.class})
@ExtendWith(OutputCaptureExtension.class)
class StartUpIT {

    @Autowired
    StartUp startUp;

    @Autowired
    ModelVersions versions;

    @Autowired
    JdbcClient db;

    @MockitoBean
    Restarts restarts;

    @MockitoBean
    io.waybill.platform.timeline.Timelines written;

    @MockitoBean
    EventStream stream;

    List<Source> shipped;

    @BeforeEach
    void the_model_in_the_jar_runs() throws Exception {
        await().until(StartUpIT::isDone);
        shipped = startUp.filesInJar();
        db.sql("delete from model_version").update();
        startUp.bringUp(shipped);
    }

    /** What every Waybill does at its start. */
    static boolean isDone() {
        return Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().equals("model-deployment"));
    }

    @AfterEach
    void leave_it_as_it_was() {
        db.sql("delete from model_version").update();
        startUp.bringUp(shipped);
    }

    private List<Source> changed(String from, String to) {
        return shipped.stream()
                .map(file -> new Source(file.name(), file.text().replace(from, to)))
                .toList();
    }

    private List<Source> slower() {
        return changed("type=\"account.reserve\" retries=\"5\"", "type=\"account.reserve\" retries=\"7\"");
    }

    private ModelVersion current() {
        return versions.current().orElseThrow();
    }

    private int inTheEngine(ModelVersion version) {
        return Objects.requireNonNull(
                        versions.deployed(List.of(version.version())).get(version.version()))
                .getFirst()
                .engineVersion();
    }

    @Test
    void the_first_model_is_version_1() {
        assertThat(current().version()).isEqualTo(1);
        assertThat(current().origin()).isEqualTo(Origin.JAR);
        assertThat(current().createdBy()).isEqualTo("start-up");
        assertThat(current().changes()).isEmpty();
    }

    @Test
    void a_second_start_makes_no_version_here_or_in_the_engine() {
        int before = inTheEngine(current());

        startUp.bringUp(shipped);

        assertThat(current().version()).isEqualTo(1);
        assertThat(inTheEngine(current())).isEqualTo(before);
    }

    @Test
    void a_new_model_in_the_jar_is_the_next_version() {
        startUp.bringUp(slower());

        assertThat(current().version()).isEqualTo(2);
        assertThat(current().changes())
                .containsExactly("The service task “Reserve credit”: the retries changed from “5” to “7”");
    }

    @Test
    void an_older_replica_that_starts_once_more_does_not_bring_its_model_back(CapturedOutput log) {
        startUp.bringUp(slower());
        int newer = inTheEngine(current());

        startUp.bringUp(shipped);

        assertThat(current().version()).isEqualTo(2);
        assertThat(inTheEngine(current())).isEqualTo(newer);
        assertThat(log)
                .contains("the model in the jar, version 1, but on version 2")
                .contains("/models/1/rollback");
    }

    @Test
    void a_model_with_errors_is_refused_and_the_last_good_version_stays(CapturedOutput log) {
        List<Source> broken = changed("type=\"account.reserve\"", "type=\"account.reserved\"");

        startUp.bringUp(broken);
        startUp.bringUp(broken);

        assertThat(current().version()).isEqualTo(1);
        assertThat(versions.of(broken)).hasValueSatisfying(refused -> {
            assertThat(refused.version()).isEqualTo(2);
            assertThat(refused.status()).isEqualTo(Status.REFUSED);
            assertThat(refused.findings()).extracting(Finding::rule).contains("contract/no-worker");
        });
        assertThat(log)
                .containsPattern(
                        "The model in the jar is refused: order-fulfilment.bpmn:\\d+ contract/no-worker No worker");
    }

    /** Orders would begin on it and never go on. */
    @Test
    void a_message_event_without_a_message_is_refused_and_the_last_good_version_stays() {
        List<Source> broken = changed(" messageRef=\"Message_OrderCancelRequested\"", "");

        startUp.bringUp(broken);

        assertThat(current().version()).isEqualTo(1);
        assertThat(versions.find(2).orElseThrow().findings())
                .extracting(Finding::rule)
                .contains("contract/no-message");
    }

    @Test
    void a_model_that_only_the_engine_refuses_stays_one_version_at_each_start() {
        List<Source> refused = Stream.concat(shipped.stream(), Stream.of(new Source("no-id.form", "{}")))
                .toList();

        startUp.bringUp(refused);
        startUp.bringUp(refused);

        assertThat(current().version()).isEqualTo(1);
        assertThat(versions.of(refused)).hasValueSatisfying(version -> {
            assertThat(version.version()).isEqualTo(2);
            assertThat(version.status()).isEqualTo(Status.REFUSED);
            assertThat(version.refusal()).startsWith("The engine says: ");
        });
    }

    @Test
    void with_nothing_but_errors_orders_wait() {
        db.sql("delete from model_version").update();

        assertThatThrownBy(() -> startUp.bringUp(changed("type=\"account.reserve\"", "type=\"account.reserved\"")))
                .isInstanceOf(NotNow.class);
    }

    @Test
    void a_model_that_lacks_the_process_of_the_orders_is_refused() {
        startUp.bringUp(changed("<process id=\"order-fulfilment\"", "<process id=\"orders\""));

        assertThat(current().version()).isEqualTo(1);
        assertThat(versions.find(2).orElseThrow().findings())
                .extracting(Finding::rule)
                .contains("contract/nothing-starts", "contract/starts-other");
    }
}
