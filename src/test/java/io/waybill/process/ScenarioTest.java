package io.waybill.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camunda.zeebe.process.test.api.ZeebeTestEngine;
import io.camunda.zeebe.process.test.extension.ZeebeProcessTest;
import io.waybill.model.Contract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Plays the scenarios, one after another: the test engine bears no parallel load. */
@ZeebeProcessTest
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@SuppressWarnings("NullAway.Init") // the extension hands over the engine
class ScenarioTest {

    private static final Path SCENARIOS = Path.of("src/test/resources/scenarios");
    private static final Contract CONTRACT = Contract.scan("io.waybill");
    private static final Map<String, Set<String>> PASSED = new HashMap<>();

    private ZeebeTestEngine engine;

    /** A scenario in the folder of its process. */
    record Told(Path file) {

        Model model() {
            return Model.of(SCENARIOS.relativize(file).getName(0).toString());
        }

        Scenario scenario() throws IOException {
            Path common = file.resolveSibling("given.yaml");
            try {
                return new ScenarioReader(model(), CONTRACT, Files.exists(common) ? Files.readString(common) : "")
                        .read(Files.readString(file));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("%s: %s".formatted(this, e.getMessage()), e);
            }
        }

        @Override
        public String toString() {
            return SCENARIOS.relativize(file).toString();
        }
    }

    static List<Told> scenarios() {
        try (Stream<Path> files = Files.walk(SCENARIOS)) {
            return files.filter(file -> file.toString().endsWith(".yaml") && !file.endsWith("given.yaml"))
                    .sorted()
                    .map(Told::new)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Model> models() {
        return Model.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scenarios")
    void a_scenario_comes_out_as_told(Told told) throws IOException {
        Set<String> path = play(told.model(), told.scenario());

        PASSED.computeIfAbsent(told.model().processId(), process -> new HashSet<>())
                .addAll(path);
    }

    private Set<String> play(Model model, Scenario scenario) {
        try (Stage stage = new Stage(engine, model, CONTRACT, scenario)) {
            stage.deploy(Model.shipped());
            stage.play(scenario.when());
            stage.check();
            return stage.path();
        }
    }

    @Test
    void the_example_in_the_explanation_comes_out_as_told() throws IOException {
        String example = Files.readString(SCENARIOS.resolve("README.md")).split("```(yaml)?\n", -1)[1];

        play(Model.ORDER_FULFILMENT, new ScenarioReader(Model.ORDER_FULFILMENT, CONTRACT, "").read(example));
    }

    @Test
    void a_scenario_that_comes_out_otherwise_tells_what_happened() {
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
        ways.keySet().removeAll(PASSED.getOrDefault(model.processId(), Set.of()));

        assertThat(ways.values())
                .as("passed by no scenario in %s", SCENARIOS.resolve(model.processId()))
                .isEmpty();
    }
}
