package io.waybill.faults;

import io.waybill.faults.Client.Answer;
import io.waybill.faults.Client.Who;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** An operator, who retries the steps that Waybill no longer retries by itself. */
final class Operator {

    private static final Duration PAUSE = Duration.ofMillis(250);

    private final Client client;

    Operator(Client client) {
        this.client = client;
    }

    /** Waits until a step has an incident in this state. */
    void awaitIncident(String state, Duration within) throws InterruptedException {
        long deadline = System.nanoTime() + within.toNanos();
        while (incidents(state).isEmpty()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("No step got stuck");
            }
            Thread.sleep(PAUSE);
        }
    }

    /** Retries all stuck steps, including new ones, until there have been none for {@code quiet}. */
    void retryAll(Duration quiet) throws InterruptedException {
        long lastSeen = System.nanoTime();
        while (System.nanoTime() - lastSeen < quiet.toNanos()) {
            for (String incident : incidents("OPEN")) {
                lastSeen = System.nanoTime();
                Answer answer = client.persistently(
                        Who.OPERATOR,
                        "POST",
                        "/incidents/%s/retry".formatted(incident),
                        Map.of("reason", "The fault is over"),
                        null);
                // Its order may have ended in the meantime.
                if (!answer.isSuccess() && answer.status() != 409) {
                    throw new IllegalStateException("The retry of incident %s: %s".formatted(incident, answer));
                }
            }
            Thread.sleep(PAUSE);
        }
    }

    private List<String> incidents(String state) throws InterruptedException {
        return client.get("/incidents?state=" + state)
                .valueStream()
                .map(incident -> incident.path("id").asString())
                .toList();
    }
}
