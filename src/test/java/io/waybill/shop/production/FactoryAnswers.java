package io.waybill.shop.production;

import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Answers as a factory, without its queue. */
public class FactoryAnswers {

    private final ProductionResults results;

    public FactoryAnswers(ProductionResults results) {
        this.results = results;
    }

    public void finished(String order, long item) {
        answer("production.finished", order, item);
    }

    public void failed(String order, long item) {
        answer("production.failed", order, item);
    }

    private void answer(String type, String order, long item) {
        results.take(JsonMapper.shared()
                .writeValueAsString(Map.of(
                        "type",
                        type,
                        "version",
                        1,
                        "id",
                        "%s:%s:%d".formatted(type, order, item),
                        "orderId",
                        order,
                        "itemId",
                        item,
                        "occurredAt",
                        "2026-01-01T00:00:00Z",
                        "reason",
                        "The machine is broken")));
    }
}
