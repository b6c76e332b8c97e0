package io.waybill.platform.engine.embedded;

import io.waybill.platform.engine.Job;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Steps that do nothing but answer, and count how often they were committed. */
final class IdleSteps implements JobHandler.Registry {

    private static final String WITHOUT_CREDIT = "P-";

    private static final Map<String, Map<String, Object>> ANSWERS = Map.of(
            "stock.reserve", Map.of("shortage", List.of()),
            "order.commit", Map.of("committed", true));

    private final ConcurrentMap<String, Long> done = new ConcurrentHashMap<>();

    @Override
    public Optional<JobHandler> find(String jobType) {
        return Optional.of(new Idle(jobType));
    }

    /** How often each step was done, by job type. */
    Map<String, Long> done() {
        return Map.copyOf(done);
    }

    private static Map<String, @Nullable Object> answer(String type, Function<String, @Nullable Object> variables) {
        if (type.equals("account.reserve")) {
            String customer = String.valueOf(variables.apply("customerId"));
            return Map.of("creditReserved", !customer.startsWith(WITHOUT_CREDIT));
        }
        return Map.copyOf(ANSWERS.getOrDefault(type, Map.of()));
    }

    private final class Idle implements JobHandler {

        private final String type;

        /** A stretch that is rolled back and done again counts once. */
        private final TransactionSynchronization count = new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                done.merge(type, 1L, Long::sum);
            }
        };

        Idle(String type) {
            this.type = type;
        }

        @Override
        public String type() {
            return type;
        }

        @Override
        public boolean completes() {
            return true;
        }

        @Override
        public Map<String, @Nullable Object> call(Function<String, @Nullable Object> variables, Job job) {
            TransactionSynchronizationManager.registerSynchronization(count);
            return answer(type, variables);
        }
    }
}
