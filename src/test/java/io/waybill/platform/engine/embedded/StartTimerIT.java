package io.waybill.platform.engine.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.embedded.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.operaton.bpm.engine.runtime.Job;

/** A process that a timer starts: the cycle is one job of the engine, and goes on whatever fails. */
class StartTimerIT {

    @TempDir
    private static Path directory;

    private static TestDatabase database;
    private static EmbeddedTestEngine engine;

    private final List<Long> looks = new ArrayList<>();
    private boolean broken;
    private String process = "";

    @BeforeAll
    static void start() {
        database = TestDatabase.start(directory);
        engine = EmbeddedTestEngine.start(new RecordedHistory(), database);
    }

    @AfterAll
    static void end() {
        engine.close();
        database.close();
    }

    @BeforeEach
    void eachTestHasAProcess(TestInfo test) {
        process = "p" + Integer.toHexString(test.getDisplayName().hashCode());
        engine.workBy((job, variables) -> {
            assertThat(job.subject()).isNull();
            if (broken) {
                throw new IllegalStateException("It is broken");
            }
            looks.add(job.instance());
            return new HashMap<String, @Nullable Object>();
        });
    }

    private void deploy(String cycle) {
        deploy(cycle, "");
    }

    private void deploy(String cycle, String extension) {
        engine.deploy(Map.of("a.bpmn", """
                <?xml version="1.0" encoding="UTF-8"?>
                <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"
                    xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
                    xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" targetNamespace="test">
                  <process id="%s" isExecutable="true">
                    <startEvent id="start">
                      <extensionElements>%s</extensionElements>
                      <timerEventDefinition><timeCycle xsi:type="tFormalExpression">%s</timeCycle></timerEventDefinition>
                    </startEvent>
                    <sequenceFlow id="flow" sourceRef="start" targetRef="look"/>
                    <serviceTask id="look">
                      <extensionElements><zeebe:taskDefinition type="look" retries="2"/></extensionElements>
                    </serviceTask>
                  </process>
                </definitions>
                """.formatted(process, extension, cycle)));
    }

    private List<Job> timers() {
        return engine.management()
                .createJobQuery()
                .processDefinitionKey(process)
                .timers()
                .list();
    }

    private Job timer() {
        assertThat(timers()).hasSize(1);
        return timers().getFirst();
    }

    /** The engine knows whole seconds only. */
    private void assertNextIn(Duration time) {
        assertThat(Duration.between(engine.now(), timer().getDuedate().toInstant()))
                .isBetween(time.minusSeconds(1), time);
    }

    private void pass(Duration time) {
        engine.pass(time);
        timers().stream()
                .filter(timer -> !timer.getDuedate().toInstant().isAfter(engine.now()))
                .forEach(timer -> run(timer.getId()));
    }

    private static void run(String job) {
        try {
            engine.management().executeJob(job);
        } catch (RuntimeException failed) {
            // As in the job executor: what becomes of the job is noted with it.
        }
    }

    private List<Job> parked() {
        return engine.management()
                .createJobQuery()
                .processDefinitionKey(process)
                .messages()
                .list();
    }

    @ParameterizedTest
    @ValueSource(strings = {"R/PT1M", "=cycle(duration(\"PT1M\"))"})
    void starts_an_instance_without_a_subject_each_time(String cycle) {
        process += cycle.hashCode() & 0xff;
        deploy(cycle);

        pass(Duration.ofSeconds(59));
        assertThat(looks).isEmpty();
        pass(Duration.ofSeconds(1));
        assertThat(looks).hasSize(1);
        assertNextIn(Duration.ofMinutes(1));
        pass(Duration.ofMinutes(1));

        assertThat(looks).hasSize(2);
    }

    @Test
    void what_was_missed_while_nothing_ran_is_done_once() {
        deploy("R/PT1M");

        pass(Duration.ofMinutes(61));

        assertThat(looks).hasSize(1);
        assertNextIn(Duration.ofMinutes(1));
    }

    @Test
    void the_same_model_again_makes_no_second_timer() {
        deploy("R/PT1M");
        Instant due = timer().getDuedate().toInstant();

        engine.pass(Duration.ofSeconds(10));
        deploy("R/PT1M");

        assertThat(timer().getDuedate().toInstant()).isEqualTo(due);
    }

    @Test
    void another_cycle_replaces_the_timer() {
        deploy("R/PT1M");

        deploy("R/PT5M");

        assertNextIn(Duration.ofMinutes(5));
    }

    @Test
    void a_step_that_fails_is_parked_and_the_cycle_goes_on() {
        deploy("R/PT1M");
        broken = true;

        pass(Duration.ofMinutes(1));
        assertThat(timers())
                .as("its second run, up to the step, and the next minute")
                .hasSize(2);
        pass(Duration.ZERO);

        assertNextIn(Duration.ofMinutes(1));
        assertThat(parked()).hasSize(1);
        run(parked().getFirst().getId());
        assertThat(parked())
                .singleElement()
                .satisfies(job -> assertThat(job.getRetries()).isZero());

        broken = false;
        pass(Duration.ofMinutes(1));
        assertThat(looks).hasSize(1);
        engine.management().setJobRetries(parked().getFirst().getId(), 1);
        run(parked().getFirst().getId());
        assertThat(looks).hasSize(2);
    }

    @Test
    void a_start_that_fails_never_ends_the_cycle() {
        deploy(
                "R/PT1M",
                "<zeebe:ioMapping><zeebe:output source=\"=assert(1, false)\" target=\"x\"/></zeebe:ioMapping>");

        for (int minute = 1; minute <= 10; minute++) {
            pass(Duration.ofMinutes(1));
        }

        assertThat(timers())
                .as("what failed too often waits for an operator, and the next minute comes")
                .anyMatch(timer -> timer.getRetries() == 0)
                .filteredOn(timer ->
                        timer.getDuedate().toInstant().isAfter(engine.now().plusSeconds(30)))
                .singleElement()
                .satisfies(next -> assertThat(next.getRetries()).isPositive());
        deploy("R/PT1M");
        timer();
        pass(Duration.ofMinutes(1));
        assertThat(looks).hasSize(1);
    }
}
