package io.waybill.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camunda.zeebe.process.test.api.ZeebeTestEngine;
import io.camunda.zeebe.process.test.extension.ZeebeProcessTest;
import io.waybill.platform.model.contract.Contract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Plays the scenarios, one after another: the test engine cannot take parallel load, and several of them in a JVM share
 * what they answer with.
 */
@ZeebeProcessTest
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@SuppressWarnings("NullAway.Init") // the extension hands over the engine
class ScenarioTest {

    private static final Path EXPLANATION = Path.of("src/test/resources/scenarios/README.md");
    private static final Contract CONTRACT = Contract.scan("io.waybill");
    private static final Map<String, Set<String>> PASSED = new HashMap<>();

    private ZeebeTestEngine engine;

    /** A scenario of a model. */
    record Told(Model model, Path file) {

        Scenario scenario() throws IOException {
            try {
                return new ScenarioReader(model, CONTRACT, model.given()).read(Files.readString(file));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("%s: %s".formatted(this, e.getMessage()), e);
            }
        }

        @Override
        public String toString() {
            return model + "/" + file.getFileName();
        }
    }

    static Stream<Model> models() {
        return Stream.concat(Model.all().stream(), Model.solutions().stream());
    }

    static Stream<Told> scenarios() {
        return models().flatMap(model -> model.scenarios().stream().map(file -> new Told(model, file)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scenarios")
    void a_scenario_ends_as_expected(Told told) throws IOException {
        Set<String> path = play(told.model(), told.scenario());

        PASSED.computeIfAbsent(told.model().toString(), model -> new HashSet<>())
                .addAll(path);
    }

    private Set<String> play(Model model, Scenario scenario) {
        try (Stage stage = new Stage(new ZeebeStage(engine, model, CONTRACT, scenario), model, CONTRACT, scenario)) {
            stage.deploy(model.filesToPlay());
            stage.play(scenario.when());
            stage.check();
            return stage.path();
        }
    }

    @Test
    void the_example_in_the_readme_ends_as_expected() throws IOException {
        String example = Files.readString(EXPLANATION).split("```(yaml)?\n", -1)[1];

        play(Model.ORDER_FULFILMENT, new ScenarioReader(Model.ORDER_FULFILMENT, CONTRACT, "").read(example));
    }

    @Test
    void a_scenario_that_fails_reports_what_happened() {
        Scenario wrong = new ScenarioReader(Model.ORDER_FULFILMENT, CONTRACT, "").read("""
                when: [Order placed: {customerId: C-1}, Delivery refused, Cancellation requested]
                then:
                  undone: [Release credit, Release stock]
                  ends: Order cancelled
                """);

        assertThatThrownBy(() -> play(Model.ORDER_FULFILMENT, wrong))
                .hasMessageContaining("The undos that were done. This is what happened:")
                .hasMessageContaining("Book delivery\n")
                .hasMessageContaining("Delivery refused\n")
                .hasMessageContaining("but the following elements were unexpected")
                .hasMessageContaining("[\"Cancel delivery\"]");
    }

    @ParameterizedTest
    @MethodSource("models")
    @Order(Integer.MAX_VALUE)
    void everything_in_a_model_is_passed_by_a_scenario(Model model) {
        Map<String, String> ways = model.ways();
        if (!model.isShipped()) {
            ways.entrySet().removeAll(Model.of(model.processId()).ways().entrySet());
        }
        ways.keySet().removeAll(PASSED.getOrDefault(model.toString(), Set.of()));

        assertThat(model.scenarios()).isNotEmpty();
        assertThat(ways.values()).as("passed by no scenario of %s", model).isEmpty();
    }
}
