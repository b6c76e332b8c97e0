package io.waybill.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.camunda.zeebe.model.bpmn.instance.FlowNode;
import io.camunda.zeebe.model.bpmn.instance.SequenceFlow;
import io.camunda.zeebe.process.test.api.ZeebeTestEngine;
import io.camunda.zeebe.process.test.extension.ZeebeProcessTest;
import io.waybill.process.OrderStory.Missing;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One story per path through the model. They run one after another: the test engine bears no parallel load. */
@ZeebeProcessTest
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@SuppressWarnings("NullAway.Init") // the extension hands over the engine
class OrderFulfilmentTest {

    private static final Set<String> passed = new HashSet<>();

    private ZeebeTestEngine engine;
    private OrderStory order;

    @BeforeEach
    void begin() {
        order = new OrderStory(engine);
    }

    @AfterEach
    void end() {
        passed.addAll(order.path());
        order.close();
    }

    @Test
    void anOrderInStockShips() {
        order.isPlaced().waitsAt("Wait for the driver").driverAccepts(1);

        order.took(
                        "Reserve credit",
                        "Reserve stock",
                        "Book delivery",
                        "Commit order",
                        "Capture payment",
                        "Ship goods",
                        "Complete order")
                .undid()
                .endedAs("Order completed");
    }

    @Test
    void whatIsShortIsProducedFirst() {
        order.stockIsShortOf(new Missing(1, 5));

        order.isPlaced().waitsAt("Wait for the factory").goodsAreProduced().driverAccepts(1);

        order.took(
                        "Reserve credit",
                        "Reserve stock",
                        "Request production",
                        "Receive goods",
                        "Book delivery",
                        "Commit order",
                        "Capture payment",
                        "Ship goods",
                        "Complete order")
                .undid()
                .endedAs("Order completed");
    }

    @Test
    void severalShortLinesAreRequestedAtOnceAndExactly() {
        order.stockIsShortOf(new Missing(1, 5), new Missing(2, 1), new Missing(7, 300));

        order.isPlaced().goodsAreProduced().driverAccepts(1);

        order.told(
                        "Request production",
                        "shortage",
                        List.of(
                                Map.of("itemId", 1, "quantity", 5),
                                Map.of("itemId", 2, "quantity", 1),
                                Map.of("itemId", 7, "quantity", 300)))
                .endedAs("Order completed");
    }

    @Test
    void refusedCreditRejectsTheOrderAndReleasesItsStock() {
        order.creditIsShort();

        order.isPlaced();

        order.took("Reserve credit", "Reserve stock", "Reject order")
                .undid("Release credit", "Release stock")
                .told("Reject order", "cause", "credit-refused")
                .endedAs("Order rejected");
    }

    @Test
    void nothingIsProducedForAnOrderWithoutCredit() {
        order.creditIsShort().stockIsShortOf(new Missing(1, 5));

        order.isPlaced();

        order.took("Reserve credit", "Reserve stock", "Reject order")
                .undid("Release credit", "Release stock")
                .endedAs("Order rejected");
    }

    @Test
    void anOrderThatCannotBeProducedIsRejected() {
        order.stockIsShortOf(new Missing(1, 5));

        order.isPlaced().goodsCannotBeProduced();

        order.took("Reserve credit", "Reserve stock", "Request production", "Reject order")
                .undid("Release credit", "Release stock", "Cancel production")
                .told("Reject order", "cause", "production-failed")
                .endedAs("Order rejected");
    }

    @Test
    void anOrderThatIsNotProducedInTimeIsCancelled() {
        order.stockIsShortOf(new Missing(1, 5));

        order.isPlaced().waitsNoLongerThan(Duration.ofHours(2)).passes(Duration.ofHours(2));

        order.took("Reserve credit", "Reserve stock", "Request production", "Cancel order")
                .undid("Release credit", "Release stock", "Cancel production")
                .told("Cancel order", "cause", "production-timed-out")
                .endedAs("Order cancelled");
    }

    @Test
    void goodsThatAreProducedBeforeTheOrderWaitsForThemAreNotLost() {
        order.stockIsShortOf(new Missing(1, 5)).holding("Request production");

        order.isPlaced()
                .goodsAreProduced()
                .waitsAt("Request production")
                .answersAtLast("Request production")
                .driverAccepts(1);

        order.endedAs("Order completed");
    }

    @Test
    void whenTheFirstDriverRefusesTheSecondIsAsked() {
        order.isPlaced().driverRefuses(1).waitsAt("Wait for the driver").driverAccepts(2);

        order.took(
                        "Reserve credit",
                        "Reserve stock",
                        "Book delivery",
                        "Offer to next driver",
                        "Commit order",
                        "Capture payment",
                        "Ship goods",
                        "Complete order")
                .undid()
                .endedAs("Order completed");
    }

    @Test
    void whenADriverDoesNotAnswerTheNextIsAsked() {
        order.isPlaced()
                .waitsNoLongerThan(Duration.ofSeconds(30))
                .passes(Duration.ofSeconds(30))
                .driverAccepts(2);

        order.told("Offer to next driver", "offer", 1).undid().endedAs("Order completed");
    }

    @Test
    void anAnswerToAnEarlierOfferIsNotHeard() {
        order.isPlaced()
                .driverRefuses(1)
                .driverAccepts(1)
                .driverRefuses(1)
                .waitsAt("Wait for the driver")
                .driverAccepts(2);

        order.endedAs("Order completed");
    }

    @Test
    void whenTheLastDriverRefusesTheOrderIsCancelled() {
        order.isPlaced().driverRefuses(1).driverRefuses(2).driverRefuses(3);

        order.took(
                        "Reserve credit",
                        "Reserve stock",
                        "Book delivery",
                        "Offer to next driver",
                        "Offer to next driver",
                        "Offer to next driver",
                        "Cancel order")
                .undid("Release credit", "Release stock", "Cancel delivery")
                .told("Cancel order", "cause", "no-driver")
                .endedAs("Order cancelled");
    }

    @Test
    void whenAllDriversHaveBeenAskedTheOrderIsCancelled() {
        order.driversThereAre(1);

        order.isPlaced().driverRefuses(1);

        order.undid("Release credit", "Release stock", "Cancel delivery")
                .told("Cancel order", "cause", "no-driver")
                .endedAs("Order cancelled");
    }

    @Test
    void withoutAnyDriverTheOrderIsCancelled() {
        order.driversThereAre(0);

        order.isPlaced();

        order.took("Reserve credit", "Reserve stock", "Book delivery", "Cancel order")
                .undid("Release credit", "Release stock", "Cancel delivery")
                .told("Cancel order", "cause", "no-driver")
                .endedAs("Order cancelled");
    }

    @Test
    void everythingIsUndoneForAnOrderThatWasProducedButFindsNoDriver() {
        order.stockIsShortOf(new Missing(1, 5)).driversThereAre(0);

        order.isPlaced().goodsAreProduced();

        order.undid("Release credit", "Release stock", "Cancel production", "Cancel delivery")
                .endedAs("Order cancelled");
    }

    /** Law 3: the interrupted step may have taken effect, and only closing the books makes up for it. */
    @Test
    void aCancellationWhileReservingDoesNotUndoTheStepInDoubt() {
        order.holding("Reserve credit");

        order.isPlaced().cancellationIsRequested();

        order.took("Reserve stock", "Cancel order")
                .undid("Release stock")
                .hearsNoMoreOf("Reserve credit")
                .told("Cancel order", "cause", "cancel-requested")
                .endedAs("Order cancelled");
    }

    @Test
    void aCancellationBeforeAnythingWasDoneHasNothingToUndo() {
        order.holding("Reserve credit").holding("Reserve stock");

        order.isPlaced().cancellationIsRequested();

        order.took("Cancel order").undid().endedAs("Order cancelled");
    }

    @Test
    void aCancellationThatComesBeforeTheProcessStartsIsNotLost() {
        order.cancellationIsRequested().isPlaced();

        order.took("Cancel order").undid().endedAs("Order cancelled");
    }

    @Test
    void aCancellationWhileProducingUndoesAll() {
        order.stockIsShortOf(new Missing(1, 5));

        order.isPlaced().cancellationIsRequested();

        order.took("Reserve credit", "Reserve stock", "Request production", "Cancel order")
                .undid("Release credit", "Release stock", "Cancel production")
                .told("Cancel order", "cause", "cancel-requested")
                .endedAs("Order cancelled");
    }

    @Test
    void aCancellationWhileWaitingForADriverUndoesAll() {
        order.isPlaced().driverRefuses(1).cancellationIsRequested();

        order.undid("Release credit", "Release stock", "Cancel delivery")
                .told("Cancel order", "cause", "cancel-requested")
                .endedAs("Order cancelled");
    }

    @Test
    void aCancellationWhileCommittingUndoesAll() {
        order.holding("Commit order");

        order.isPlaced().driverAccepts(1).cancellationIsRequested();

        order.undid("Release credit", "Release stock", "Cancel delivery")
                .hearsNoMoreOf("Commit order")
                .endedAs("Order cancelled");
    }

    @Test
    void anOrderThatIsNotCommittedIsCancelled() {
        order.commitFindsACancellation();

        order.isPlaced().driverAccepts(1);

        order.took("Reserve credit", "Reserve stock", "Book delivery", "Commit order", "Cancel order")
                .undid("Release credit", "Release stock", "Cancel delivery")
                .told("Cancel order", "cause", "cancel-requested")
                .endedAs("Order cancelled");
    }

    @Test
    void onceCancellationIsRequestedTheOrderGoesNoFurther() {
        order.holding("Release stock");

        order.isPlaced().cancellationIsRequested().driverAccepts(1).answersAtLast("Release stock");

        order.took("Reserve credit", "Reserve stock", "Book delivery", "Cancel order")
                .undid("Release credit", "Release stock", "Cancel delivery")
                .endedAs("Order cancelled");
    }

    @Test
    void aCancellationWhileUndoingRunsNoUndoTwice() {
        order.creditIsShort().holding("Release stock");

        order.isPlaced().cancellationIsRequested();

        order.undid("Release credit").endedAs("Order cancelled");
    }

    @Test
    void aCancellationBehindThePivotIsNotHeard() {
        order.holding("Ship goods");

        order.isPlaced().driverAccepts(1).cancellationIsRequested().answersAtLast("Ship goods");

        order.undid().endedAs("Order completed");
    }

    @Test
    void theProductionDeadlineIsTheOrdersOwn() {
        order.with("productionDeadline", "PT10M").stockIsShortOf(new Missing(1, 5));

        order.isPlaced().waitsNoLongerThan(Duration.ofMinutes(10)).passes(Duration.ofMinutes(10));

        order.endedAs("Order cancelled");
    }

    @Test
    void theDriversTimeToAnswerIsTheOrdersOwn() {
        order.with("driverAnswerTimeout", "PT5S");

        order.isPlaced()
                .waitsNoLongerThan(Duration.ofSeconds(5))
                .passes(Duration.ofSeconds(5))
                .driverAccepts(2);

        order.endedAs("Order completed");
    }

    @Test
    void theNumberOfDriversToTryIsTheOrdersOwn() {
        order.with("driversToTry", 1);

        order.isPlaced().driverRefuses(1);

        order.told("Cancel order", "cause", "no-driver").endedAs("Order cancelled");
    }

    @Test
    void anOrderThatIsPlacedTwiceStartsOnce() {
        order.isPlaced().isPlacedAgain().driverAccepts(1);

        order.endedAs("Order completed");
    }

    /** A worker that forgets its answer is a bug to be seen, not a reason to take the other way. */
    @ParameterizedTest
    @ValueSource(strings = {"account.reserve", "stock.reserve", "delivery.book", "order.commit"})
    void aMissingAnswerStopsTheOrder(String jobType) {
        order.answersNothing(jobType);

        order.isPlaced().driverAccepts(1);

        order.stoppedWith("NULL");
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void everyElementAndEveryFlowIsPassedByAStory() {
        Set<String> notPassed = new HashSet<>();
        Model.ORDER_FULFILMENT.all(FlowNode.class).forEach(node -> notPassed.add(node.getId()));
        Model.ORDER_FULFILMENT.all(SequenceFlow.class).forEach(flow -> notPassed.add(flow.getId()));
        notPassed.removeAll(passed);

        assertThat(notPassed).as("not passed by any story").isEmpty();
    }
}
