package io.waybill.process;

import static io.camunda.zeebe.protocol.record.intent.ProcessInstanceIntent.ELEMENT_ACTIVATED;
import static io.camunda.zeebe.protocol.record.intent.ProcessInstanceIntent.ELEMENT_COMPLETED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camunda.client.CamundaClient;
import io.camunda.zeebe.process.test.api.ZeebeTestEngine;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One order, told from its placing to its end: first how the steps will answer, then what happens to it, then what
 * came of it. Every "what happens" returns when the engine has nothing left to do.
 */
final class OrderStory implements AutoCloseable {

    /** What is missing of one line. */
    record Missing(long itemId, long quantity) {}

    private static final String ORDER = "0190a6e2-0000-7000-8000-000000000001";
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ZeebeTestEngine engine;
    private final CamundaClient client;
    private final StubWorkers workers;
    private final History history;
    private final Map<String, @Nullable Object> inputs =
            new HashMap<>(Map.of("orderId", ORDER, "customerId", "C-1", "total", 50_000, "items", List.of(1)));

    OrderStory(ZeebeTestEngine engine) {
        this.engine = engine;
        this.client = CamundaClient.newClientBuilder()
                .grpcAddress(URI.create("http://" + engine.getGatewayAddress()))
                .preferRestOverGrpc(false)
                .build();
        this.workers = new StubWorkers(client);
        this.history = new History(engine.getRecordStreamSource(), Model.ORDER_FULFILMENT);
        policyIs(Model.ORDER_POLICY);
        workers.answer("account.reserve", job -> Map.of("creditReserved", true));
        workers.answer("order.commit", job -> Map.of("committed", true));
        stockIsShortOf();
        driversThereAre(10);
    }

    // how the steps will answer

    /** A version of it that was not deployed with the process. */
    OrderStory policyAloneIs(String decision) {
        client.newDeployResourceCommand()
                .addResourceStringUtf8(decision, "order-policy.dmn")
                .send()
                .join();
        return this;
    }

    OrderStory policyIs(String decision) {
        client.newDeployResourceCommand()
                .addResourceFromClasspath(Model.ORDER_FULFILMENT.resource())
                .addResourceStringUtf8(decision, "order-policy.dmn")
                .send()
                .join();
        return this;
    }

    OrderStory creditIsShort() {
        workers.answer("account.reserve", job -> Map.of("creditReserved", false));
        return this;
    }

    OrderStory stockIsShortOf(Missing... lines) {
        workers.answer("stock.reserve", job -> Map.of("shortage", List.of(lines)));
        return this;
    }

    OrderStory driversThereAre(int count) {
        workers.answer("delivery.book", job -> Map.of("offer", Math.min(count, 1)));
        workers.answer("delivery.offer", job -> {
            int latest = (int) job.getVariable("offer");
            int toTry = Math.min(count, (int) job.getVariable("driversToTry"));
            return Map.of("offer", latest < toTry ? latest + 1 : 0);
        });
        return this;
    }

    OrderStory commitFindsACancellation() {
        workers.answer("order.commit", job -> Map.of("committed", false));
        return this;
    }

    OrderStory answersNothing(String jobType) {
        workers.answer(jobType, job -> Map.of());
        return this;
    }

    /** The worker takes the job of this step, and may have done it, but has not answered yet. */
    OrderStory holding(String step) {
        workers.hold(step);
        return this;
    }

    OrderStory with(String variable, @Nullable Object value) {
        inputs.put(variable, value);
        return this;
    }

    // what happens

    OrderStory isPlaced() {
        publish("order.placed", ORDER, ORDER, inputs);
        return this;
    }

    OrderStory isPlacedAgain() {
        assertThatThrownBy(() -> publish("order.placed", ORDER, ORDER, inputs)).hasMessageContaining("ALREADY_EXISTS");
        play();
        return this;
    }

    OrderStory goodsAreProduced() {
        publish("production.finished", ORDER);
        return this;
    }

    OrderStory goodsCannotBeProduced() {
        publish("production.failed", ORDER);
        return this;
    }

    OrderStory driverAccepts(int offer) {
        publish("delivery.accepted", ORDER + "/" + offer);
        return this;
    }

    OrderStory driverRefuses(int offer) {
        publish("delivery.refused", ORDER + "/" + offer);
        return this;
    }

    OrderStory cancellationIsRequested() {
        publish("order.cancel-requested", ORDER);
        return this;
    }

    OrderStory passes(Duration time) {
        engine.increaseTime(time);
        try {
            engine.waitForBusyState(PATIENCE);
        } catch (TimeoutException e) {
            throw new AssertionError("nothing was due after " + time, e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        play();
        return this;
    }

    OrderStory answersAtLast(String step) {
        workers.complete(workers.jobOf(step));
        play();
        return this;
    }

    // what came of it

    OrderStory waitsAt(String... elements) {
        assertThat(history.waitingAt()).containsExactlyInAnyOrder(elements);
        return this;
    }

    OrderStory waitsNoLongerThan(Duration time) {
        assertThat(history.latestTimer()).isCloseTo(time, Duration.ofSeconds(1));
        return this;
    }

    /** Steps that run at once stand here in the order of their job types. */
    OrderStory took(String... steps) {
        assertThat(history.steps()).containsExactly(steps);
        return this;
    }

    /** Exactly these, each once; their order is the engine's own. */
    OrderStory undid(String... undos) {
        assertThat(history.undos()).containsExactlyInAnyOrder(undos);
        return this;
    }

    OrderStory told(String step, String variable, Object value) {
        assertThat(workers.jobOf(step).getVariablesAsMap()).containsEntry(variable, value);
        return this;
    }

    OrderStory endedAs(String end) {
        assertThat(history.incidents()).isEmpty();
        return endedAfterAnIncidentAs(end);
    }

    OrderStory endedAfterAnIncidentAs(String end) {
        assertThat(history.ends()).containsExactly(end);
        assertThat(history.processes(ELEMENT_ACTIVATED)).isEqualTo(1);
        assertThat(history.processes(ELEMENT_COMPLETED)).isEqualTo(1);
        return this;
    }

    OrderStory stoppedWith(String incident) {
        assertThat(history.incidents()).singleElement().asString().contains(incident);
        assertThat(history.ends()).isEmpty();
        return this;
    }

    OrderStory hearsNoMoreOf(String step) {
        assertThatThrownBy(() -> workers.complete(workers.jobOf(step))).hasMessageContaining("NOT_FOUND");
        return this;
    }

    Set<String> path() {
        return history.path();
    }

    @Override
    public void close() {
        client.close();
    }

    private void publish(String message, String key) {
        publish(message, key, "", Map.of());
    }

    private void publish(String message, String key, String id, Map<String, @Nullable Object> variables) {
        client.newPublishMessageCommand()
                .messageName(message)
                .correlationKey(key)
                .messageId(id)
                .timeToLive(Duration.ofHours(1))
                .variables(variables)
                .send()
                .join();
        play();
    }

    private void play() {
        do {
            while (workers.work()) {
                // what a step answers may lead to the next one at once
            }
            waitUntilIdle();
        } while (workers.work());
    }

    private void waitUntilIdle() {
        try {
            engine.waitForIdleState(PATIENCE);
        } catch (InterruptedException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }
}
