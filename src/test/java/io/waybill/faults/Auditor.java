package io.waybill.faults;

import io.waybill.faults.Client.Answer;
import io.waybill.faults.Client.Who;
import java.io.IOException;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Waybill's own auditor. */
final class Auditor {

    private final Client client;

    Auditor(Client client) {
        this.client = client;
    }

    /** @throws IOException if it cannot be reached at the moment */
    List<Violation> ask(int managementPort) throws IOException, InterruptedException {
        Answer answer = client.once(managementPort, Who.OPERATOR, "GET", "/actuator/audit", null, null);
        if (answer.status() == 404) {
            throw new IllegalStateException("This Waybill has no auditor; run without it by -Dfaults.auditor=false");
        }
        if (!answer.isSuccess()) {
            throw new IOException("The auditor answered " + answer);
        }
        return answer.body().path("violations").valueStream().map(Auditor::read).toList();
    }

    private static Violation read(JsonNode violation) {
        return new Violation(
                violation.path("rule").asString(),
                "%s %s %s"
                        .formatted(
                                violation.path("message").asString(),
                                violation.path("ids"),
                                violation.path("numbers")));
    }
}
