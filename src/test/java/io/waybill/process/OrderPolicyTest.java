package io.waybill.process;

import io.camunda.zeebe.process.test.api.ZeebeTestEngine;
import io.camunda.zeebe.process.test.extension.ZeebeProcessTest;
import io.waybill.process.OrderStory.Missing;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the order policy decides, and what holds if it cannot. */
@ZeebeProcessTest
@SuppressWarnings("NullAway.Init") // the extension hands over the engine
class OrderPolicyTest {

    private static final int LARGE = 100_000_001;

    private ZeebeTestEngine engine;
    private OrderStory order;

    @BeforeEach
    void begin() {
        order = new OrderStory(engine);
    }

    @AfterEach
    void end() {
        order.close();
    }

    @Test
    void aLargeOrderGivesDriversMoreTime() {
        order.with("total", LARGE);

        order.isPlaced().waitsNoLongerThan(Duration.ofMinutes(2)).driverAccepts(1);

        order.endedAs("Order completed");
    }

    @Test
    void aLargeOrderGivesFactoriesMoreTime() {
        order.with("total", LARGE).stockIsShortOf(new Missing(1, 5));

        order.isPlaced()
                .waitsNoLongerThan(Duration.ofHours(8))
                .goodsAreProduced()
                .driverAccepts(1);

        order.endedAs("Order completed");
    }

    @Test
    void forALargeOrderMoreDriversAreAsked() {
        order.with("total", LARGE);

        order.isPlaced()
                .driverRefuses(1)
                .driverRefuses(2)
                .driverRefuses(3)
                .driverRefuses(4)
                .driverAccepts(5);

        order.told("Offer to next driver", "driversToTry", 5).endedAs("Order completed");
    }

    @Test
    void whatAnOperatorHasSetGoesBeforeThePolicy() {
        order.with("total", LARGE).with("driverAnswerTimeout", "PT5S").with("driversToTry", 1);

        order.isPlaced().waitsNoLongerThan(Duration.ofSeconds(5)).driverRefuses(1);

        order.told("Cancel order", "cause", "no-driver").endedAs("Order cancelled");
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
    void itCanDecideByTotalItemsAndCustomer(String column, String fits, int seconds) {
        order.policyIs(policy("Total", "-").replace(cell(column, "-"), cell(column, fits)));

        order.isPlaced().waitsNoLongerThan(Duration.ofSeconds(seconds)).driverAccepts(1);

        order.endedAs("Order completed");
    }

    /** As those are that were accepted when there was no policy yet. */
    @Test
    void anOrderOfWhichNothingIsKnownIsNotTakenForALargeOne() {
        order.with("total", null).with("items", null);

        order.isPlaced().waitsNoLongerThan(Duration.ofSeconds(30)).driverAccepts(1);

        order.endedAs("Order completed");
    }

    @Test
    void aNewPolicyIsThatOfNewOrdersAlthoughTheProcessIsTheSame() {
        order.policyIs(Model.ORDER_POLICY.replace("PT30S", "PT10S"));

        order.isPlaced().waitsNoLongerThan(Duration.ofSeconds(10)).driverAccepts(1);

        order.endedAs("Order completed");
    }

    @Test
    void aPolicyThatWasNotDeployedWithTheProcessIsNotAsked() {
        order.policyAloneIs(Model.ORDER_POLICY.replace("PT30S", "PT10S"));

        order.isPlaced().waitsNoLongerThan(Duration.ofSeconds(30)).driverAccepts(1);

        order.endedAs("Order completed");
    }

    @Test
    void anOrderKeepsThePolicyThatItStartedWith() {
        order.holding("Reserve credit").isPlaced();

        order.policyIs(Model.ORDER_POLICY.replace("PT30S", "PT10S"))
                .answersAtLast("Reserve credit")
                .waitsNoLongerThan(Duration.ofSeconds(30))
                .driverAccepts(1);

        order.endedAs("Order completed");
    }

    @Test
    void aPolicyThatContradictsItselfStopsTheOrder() {
        order.policyIs(contradicting());

        order.isPlaced();

        order.stoppedWith("Task_ApplyOrderPolicy");
    }

    @Test
    void anOrderThatThePolicyStoppedCanBeCancelled() {
        order.policyIs(contradicting());

        order.isPlaced().cancellationIsRequested();

        order.took("Cancel order").undid().endedAfterAnIncidentAs("Order cancelled");
    }

    private static String contradicting() {
        return policy("Total", "-").replace("\"FIRST\"", "\"UNIQUE\"");
    }

    /** With another test in the first rule. */
    private static String policy(String column, String fits) {
        return Model.ORDER_POLICY.replace(cell("Total", "> 100000000"), cell(column, fits));
    }

    private static String cell(String column, String fits) {
        return "<inputEntry id=\"LargeOrders_%s\">\n          <text>%s</text>"
                .formatted(column, fits.replace("<", "&lt;").replace(">", "&gt;"));
    }
}
