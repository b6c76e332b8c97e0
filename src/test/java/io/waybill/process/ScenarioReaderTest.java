package io.waybill.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waybill.platform.model.Contract;
import io.waybill.process.Scenario.Answers;
import io.waybill.process.Scenario.Comes;
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
                  - Order placed
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
                        new Comes("Order placed", Map.of()),
                        new Comes("Delivery refused", Map.of("offer", 1)),
                        new Waits(List.of("Wait for the driver")),
                        new Passes(Duration.ofHours(2)),
                        new Passes(Duration.ofMinutes(1)),
                        new Answers("Commit order"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {whenn: []}                                                 | A scenario has given, then, when, and not “whenn”
            {given: {Reserve money: {}}}                                | knows no “Reserve money”. Its steps: Book delivery,
            {given: {Reserve credit: {credit: true}}}                   | “Reserve credit” answers creditReserved, and not “credit”
            {given: {Reserve credit: yes}}                              | “Reserve credit” is to be names and values, and is: true
            {given: {Delivery accepted: {driver: D-1}}}                 | “Delivery accepted” comes with offer, orderId, and not “driver”
            {when: []}                                                  | “when” is to be a list of what happens
            {when: [Driver accepts]}                                    | knows no “Driver accepts”. Its events: Cancellation requested, Delivery accepted,
            {when: [Reserve money answers]}                             | and not “Reserve money”
            {when: [waits at: Nowhere]}                                 | and not “Nowhere”
            {when: [Order placed], then: {}}                            | then has to say how it ends
            {when: [Order placed], then: {ends: Order secured}}         | The ends are Order cancelled, Order completed, Order rejected, and not “Order secured”
            {when: [Order placed], then: {ends: Order completed, done: [Release credit]}} | and not “Release credit”
            {when: [Order placed], then: {end: Order completed}}        | and not “end”
            {when: [Order placed                                        | It is no YAML
            """)
    void what_is_not_understood_is_told(String text, String problem) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(problem);
    }

    @Test
    void messages_that_nobody_sends_do_not_come() {
        ScenarioReader reader = new ScenarioReader(Model.ORDER_FULFILMENT, new Contract(CONTRACT.jobs(), Map.of()), "");

        assertThatThrownBy(() -> reader.read("when: [Order placed]"))
                .hasMessage("Nobody sends the message order.placed of “Order placed”");
    }
}
