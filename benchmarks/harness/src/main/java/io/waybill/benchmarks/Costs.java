package io.waybill.benchmarks;

import java.util.LinkedHashMap;
import java.util.Map;

/** What each order costs the database and SQS, on average over some hundred orders. */
final class Costs {

    private static final int BEFORE = 200;
    private static final int COUNTED = 500;

    private final Settings settings;
    private final Results results;

    Costs(Settings settings, Results results) {
        this.settings = settings;
        this.results = results;
    }

    void measure() {
        try (Stack stack = Stack.start(settings, 6);
                SqsCalls sqs = SqsCalls.before(stack.sqs());
                Waybill waybill = Waybill.start(
                        settings.own().withProperties(Map.of("spring.cloud.aws.sqs.endpoint", sqs.address())), stack)) {
            waybill.openShop();
            HttpContender contender = waybill.contender("waybill");
            for (Workload workload : Workload.WHOLE) {
                count(workload, stack, sqs, contender);
            }
            waybill.deploy(settings.commonModel());
            count(Workload.COMMON, stack, sqs, contender);
        }
    }

    private void count(Workload workload, Stack stack, SqsCalls sqs, HttpContender waybill) {
        ClosedLoop.warmUp(waybill, workload, settings.inFlight(), BEFORE);
        Counters counters = new Counters(stack);
        Counters.Counts before = counters.now();
        Map<String, Double> callsBefore = sqs.byOperation();
        ClosedLoop.warmUp(waybill, workload, settings.inFlight(), COUNTED);
        Counters.Counts done = counters.now().since(before);
        double ended = waybill.ended();
        Map<String, Double> each = new LinkedHashMap<>();
        each.put("SQL statements", done.statements());
        each.put("commits", done.commits());
        each.put("bytes in the database's log", done.logBytes());
        Counters.difference(sqs.byOperation(), callsBefore)
                .forEach((operation, count) -> each.put("SQS calls, " + operation, count));
        each.replaceAll((what, count) -> Math.round(100 * count / ended) / 100.0);
        each.values().removeIf(count -> count == 0);
        results.figure("each order, " + workload.name(), each);
    }
}
