package io.waybill.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.camunda.zeebe.process.test.api.ZeebeTestEngine;
import io.camunda.zeebe.process.test.extension.ZeebeProcessTest;
import io.waybill.platform.model.contract.Contract;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an order policy can decide, and what happens if it cannot. The scenarios show what the shipped one decides. */
@ZeebeProcessTest
@SuppressWarnings("NullAway.Init") // the extension hands over the engine
class OrderPolicyTest {

    private static final Contract CONTRACT = Contract.scan("io.waybill");
    private static final String SHORTER = Model.ORDER_POLICY.replace("PT30S", "PT10S");

    private ZeebeTestEngine engine;

    private Stage stage(Scenario scenario) {
        return new Stage(
                new ZeebeStage(engine, Model.ORDER_FULFILMENT, CONTRACT, scenario),
                Model.ORDER_FULFILMENT,
                CONTRACT,
                scenario);
    }

    private static Scenario scenario(String text) {
        return new ScenarioReader(
                        Model.ORDER_FULFILMENT, CONTRACT, "Order placed: {customerId: C-1, total: 50000, items: [1]}")
                .read(text);
    }

    private static Map<String, String> with(String policy) {
        Map<String, String> files = Model.shipped();
        files.put("order-policy.dmn", policy);
        return files;
    }

    /** Plays a scenario under a policy. */
    private void goes(String policy, String text) {
        Scenario scenario = scenario(text);
        try (Stage stage = stage(scenario)) {
            stage.deploy(with(policy));
            stage.play(scenario.when());
            stage.check();
        }
    }

    /** Deploys the files and checks how long a driver has to answer. */
    private void waitsForTheDriver(Map<String, String> lastDeployed, Duration time) {
        Scenario scenario = scenario("{when: [Order placed], then: {waits at: Wait for the driver}}");
        try (Stage stage = stage(scenario)) {
            stage.deploy(lastDeployed);
            stage.play(scenario.when());
            stage.check();
            assertThat(stage.latestTimer()).isCloseTo(time, Duration.ofSeconds(1));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Customer, '\"C-1\"', 120",
        "Customer, '\"C-2\"', 30",
        "Customer, 'not(\"C-2\", \"C-3\")', 120",
        "Items, 'list contains(?, 1)', 120",
        "Items, 'list contains(?, 2)', 30",
        "Total, '[50000..60000]', 120",
        "Total, '< 50000', 30"
    })
    void it_can_decide_by_total_items_and_customer(String column, String fits, int seconds) {
        waitsForTheDriver(
                with(policy("Total", "-").replace(cell(column, "-"), cell(column, fits))), Duration.ofSeconds(seconds));
    }

    @Test
    void a_new_policy_applies_to_new_orders_although_the_process_is_the_same() {
        deployed(Model.shipped());

        waitsForTheDriver(with(SHORTER), Duration.ofSeconds(10));
    }

    @Test
    void a_policy_that_was_not_deployed_with_the_process_is_not_used() {
        deployed(Model.shipped());

        waitsForTheDriver(Map.of("order-policy.dmn", SHORTER), Duration.ofSeconds(30));
    }

    private void deployed(Map<String, String> files) {
        try (Stage stage = stage(scenario("{when: [Order placed], then: {waits at: Wait for the driver}}"))) {
            stage.deploy(files);
        }
    }

    @Test
    void an_order_keeps_the_policy_that_it_started_with() {
        Scenario scenario = scenario("""
                given: {Reserve credit: no answer yet}
                when: [Order placed, Reserve credit answers]
                then: {waits at: Wait for the driver}
                """);
        try (Stage stage = stage(scenario)) {
            stage.deploy(Model.shipped());
            stage.play(scenario.when().subList(0, 1));
            stage.deploy(with(SHORTER));
            stage.play(scenario.when().subList(1, 2));
            stage.check();
            assertThat(stage.latestTimer()).isCloseTo(Duration.ofSeconds(30), Duration.ofSeconds(1));
        }
    }

    @Test
    void a_policy_that_contradicts_itself_stops_the_order() {
        goes(contradicting(), "{when: [Order placed], then: {done: [], stands still at: Apply order policy}}");
    }

    @Test
    void an_order_that_the_policy_stopped_can_be_cancelled() {
        goes(contradicting(), """
                when: [Order placed, Cancellation requested]
                then: {done: [Cancel order], undone: [], stands still at: Apply order policy, ends: Order cancelled}
                """);
    }

    private static String contradicting() {
        return policy("Total", "-").replace("\"FIRST\"", "\"UNIQUE\"");
    }

    /** The shipped policy with another condition in the first rule. */
    private static String policy(String column, String fits) {
        return Model.ORDER_POLICY.replace(cell("Total", "> 100000000"), cell(column, fits));
    }

    private static String cell(String column, String fits) {
        return "<inputEntry id=\"LargeOrders_%s\">\n          <text>%s</text>"
                .formatted(column, fits.replace("<", "&lt;").replace(">", "&gt;"));
    }
}
