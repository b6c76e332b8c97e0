package io.waybill.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waybill.platform.model.contract.Contract;
import io.waybill.process.Scenario.Answers;
import io.waybill.process.Scenario.Comes;
import io.waybill.process.Scenario.In;
import io.waybill.process.Scenario.Passes;
import io.waybill.process.Scenario.Waits;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How scenarios are written. */
class ScenarioReaderTest {

    private static final Contract CONTRACT = Contract.scan("io.waybill");

    private static Scenario read(String text) {
        return new ScenarioReader(
                        Model.ORDER_FULFILMENT,
                        CONTRACT,
                        "{Order placed: {customerId: C-1}, Book delivery: {offer: 7}}")
                .read(text);
    }

    @Test
    void everything_has_its_words() {
        Scenario scenario = read("""
                given:
                  Book delivery: {offer: 1}
                  Offer to next driver: [{offer: 2}, {offer: 0}]
                  Commit order: no answer yet
                when:
                  - Order placed: {shipBy: in 3 hours}
                  - Delivery refused: {offer: 1}
                  - waits at: Wait for the driver
                  - 2 hours pass
                  - 1 minute passes
                  - Commit order answers
                then:
                  ends: Order cancelled
                """);

        assertThat(scenario.answers())
                .containsOnly(
                        Map.entry("Book delivery", List.of(Map.of("offer", 1))),
                        Map.entry("Offer to next driver", List.of(Map.of("offer", 2), Map.of("offer", 0))));
        assertThat(scenario.held()).containsExactly("Commit order");
        assertThat(scenario.brought()).containsOnly(Map.entry("Order placed", Map.of("customerId", "C-1")));
        assertThat(scenario.when())
                .containsExactly(
                        new Comes("Order placed", Map.of("shipBy", new In(Duration.ofHours(3)))),
                        new Comes("Delivery refused", Map.of("offer", 1)),
                        new Waits(List.of("Wait for the driver")),
                        new Passes(Duration.ofHours(2)),
                        new Passes(Duration.ofMinutes(1)),
                        new Answers("Commit order"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {whenn: []}                                                 | A scenario has given, then, when, but not “whenn”
            {given: {Reserve money: {}}}                                | has no “Reserve money”. Its steps: Book delivery,
            {given: {Reserve credit: {credit: true}}}                   | “Reserve credit” answers creditReserved, but not “credit”
            {given: {Reserve credit: yes}}                              | “Reserve credit” must be names and values, but is: true
            {given: {Delivery accepted: {driver: D-1}}}                 | “Delivery accepted” comes with offer, orderId, but not “driver”
            {given: {Order placed: {shipBy: in 3 weeks}}}               | “shipBy” must be a time such as “in 3 hours”, but is: in 3 weeks
            {when: []}                                                  | “when” must be a list of what happens
            {when: [Driver accepts]}                                    | has no “Driver accepts”. Its events: Cancellation requested, Delivery accepted,
            {when: [Reserve money answers]}                             | but not “Reserve money”
            {when: [waits at: Nowhere]}                                 | but not “Nowhere”
            {when: [Order placed], then: {}}                            | then must say how it ends
            {when: [Order placed], then: {ends: Order secured}}         | The ends are Order cancelled, Order completed, Order rejected, but not “Order secured”
            {when: [Order placed], then: {ends: Order completed, done: [Release credit]}} | but not “Release credit”
            {when: [Order placed], then: {end: Order completed}}        | but not “end”
            {when: [Order placed                                        | The scenario is not valid YAML
            """)
    void what_is_not_understood_is_reported(String text, String problem) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(problem);
    }

    @Test
    void a_message_that_nothing_sends_is_refused() {
        ScenarioReader reader =
                new ScenarioReader(Model.ORDER_FULFILMENT, new Contract(CONTRACT.jobs(), Map.of(), Map.of()), "");

        assertThatThrownBy(() -> reader.read("when: [Order placed]"))
                .hasMessage("Nothing sends the message order.placed of “Order placed”");
    }
}
