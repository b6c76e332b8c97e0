package io.waybill.e2e;

import io.waybill.embedded.SharedServers;
import java.util.List;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What {@code GET /actuator/audit} finds. */
final class Audited {

    private final RestClient management;

    Audited(int managementPort) {
        management = RestClient.builder()
                .baseUrl("http://localhost:" + managementPort)
                .defaultHeaders(headers ->
                        headers.setBearerAuth(SharedServers.get().tokens().token("operator", "")))
                .build();
    }

    JsonNode get(String path) {
        return JsonMapper.shared()
                .readTree(management.get().uri(path).retrieve().requiredBody(String.class));
    }

    /** The violations that name this order, customer or item. */
    List<JsonNode> violationsOf(String... ids) {
        List<String> wanted = List.of(ids);
        return get("/actuator/audit")
                .path("violations")
                .valueStream()
                .filter(violation ->
                        violation.path("ids").valueStream().anyMatch(id -> wanted.contains(id.stringValue())))
                .toList();
    }

    List<String> rulesBrokenBy(String... ids) {
        return violationsOf(ids).stream()
                .map(violation -> violation.path("rule").stringValue())
                .distinct()
                .toList();
    }
}
