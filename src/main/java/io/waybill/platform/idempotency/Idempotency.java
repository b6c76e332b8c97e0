package io.waybill.platform.idempotency;

import io.waybill.core.Utc;
import io.waybill.platform.idempotency.KeptAnswers.Row;
import io.waybill.platform.idempotency.Outcome.Done;
import io.waybill.platform.idempotency.Outcome.Refused;
import io.waybill.platform.security.Caller;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.json.JsonMapper;

/**
 * Runs a call once, however often it comes, on any replica. The same key with the same request gets the first answer
 * again. A call's effect and its answer commit together; a refused call leaves nothing and can be repeated with its
 * key.
 */
@Service
public class Idempotency {

    private final KeptAnswers kept;
    private final TransactionOperations transaction;
    private final JsonMapper json;
    private final Clock clock;

    Idempotency(KeptAnswers kept, TransactionOperations transaction, JsonMapper json, Clock clock) {
        this.kept = kept;
        this.transaction = transaction;
        this.json = json;
        this.clock = clock;
    }

    /**
     * Runs one call in a transaction.
     *
     * @param type of the answer's body
     * @throws KeyReused if the key was used for another request before
     * @throws StillRunning if the first call with the key is still running
     */
    public <T> ResponseEntity<T> once(Caller caller, Call<?> call, Class<T> type, Supplier<ResponseEntity<T>> work) {
        return once(caller, call, type, work, Duration.ZERO, answer -> answer);
    }

    /**
     * Runs one call and then lets its caller wait for more than its own effect.
     *
     * @param patience how long that may take
     * @param later called once the first answer is committed; returns the answer to give and keep instead
     */
    public <T> ResponseEntity<T> once(
            Caller caller,
            Call<?> call,
            Class<T> type,
            Supplier<ResponseEntity<T>> work,
            Duration patience,
            Function<ResponseEntity<T>, ResponseEntity<T>> later) {
        IdempotencyKey key = call.key();
        if (key == null) {
            return later.apply(inTransaction(work));
        }
        String request = hash(call);
        Answered<T> first = inTransaction(() -> {
            Row row = Objects.requireNonNull(kept.begin(caller.name(), Map.of(key.value(), request), clock.instant())
                    .get(key.value()));
            if (!row.isNew()) {
                return new Answered<>(replay(row, request, type), false);
            }
            ResponseEntity<T> answer = work.get();
            kept.keep(caller.name(), List.of(row(key, request, answer, patience)));
            return new Answered<>(answer, true);
        });
        if (!first.isNew() || patience.isZero()) {
            return first.answer();
        }
        ResponseEntity<T> answer = later.apply(first.answer());
        kept.keep(caller.name(), List.of(row(key, request, answer, Duration.ZERO)));
        return answer;
    }

    private record Answered<T>(ResponseEntity<T> answer, boolean isNew) {}

    /**
     * Runs many calls in one transaction, each with its own outcome.
     *
     * @param work runs the calls that were not run before; returns their outcomes in the given order
     */
    public <R, T> List<Outcome<T>> onceEach(
            Caller caller, List<Call<R>> calls, Class<T> type, Function<List<R>, List<Outcome<T>>> work) {
        return inTransaction(() -> each(caller, calls, type, work));
    }

    private <R, T> List<Outcome<T>> each(
            Caller caller, List<Call<R>> calls, Class<T> type, Function<List<R>, List<Outcome<T>>> work) {
        Map<String, String> requests = new LinkedHashMap<>();
        List<@Nullable String> hashes = new ArrayList<>();
        for (Call<R> call : calls) {
            String hash = call.key() == null ? null : hash(call);
            hashes.add(hash);
            if (call.key() != null && hash != null) {
                requests.putIfAbsent(call.key().value(), hash);
            }
        }
        Map<String, Row> rows = requests.isEmpty() ? Map.of() : kept.begin(caller.name(), requests, clock.instant());

        List<Integer> fresh = new ArrayList<>();
        Map<String, Integer> firstWithKey = new LinkedHashMap<>();
        for (int i = 0; i < calls.size(); i++) {
            IdempotencyKey key = calls.get(i).key();
            if (key == null) {
                fresh.add(i);
            } else if (Objects.requireNonNull(rows.get(key.value())).isNew()
                    && firstWithKey.putIfAbsent(key.value(), i) == null) {
                fresh.add(i);
            }
        }
        List<Outcome<T>> done = fresh.isEmpty()
                ? List.of()
                : work.apply(fresh.stream().map(i -> calls.get(i).body()).toList());
        List<@Nullable Outcome<T>> outcomes = new ArrayList<>(Collections.nCopies(calls.size(), null));
        for (int j = 0; j < fresh.size(); j++) {
            outcomes.set(fresh.get(j), done.get(j));
        }
        settle(caller, calls, hashes, firstWithKey, outcomes);

        List<Outcome<T>> all = new ArrayList<>();
        for (int i = 0; i < calls.size(); i++) {
            Outcome<T> outcome = outcomes.get(i);
            if (outcome == null) {
                String key = Objects.requireNonNull(calls.get(i).key()).value();
                Integer first = firstWithKey.get(key);
                String hash = Objects.requireNonNull(hashes.get(i));
                outcome = first == null
                        ? replayed(Objects.requireNonNull(rows.get(key)), hash, type)
                        : hash.equals(hashes.get(first))
                                ? Objects.requireNonNull(outcomes.get(first))
                                : new Refused<>(new KeyReused());
            }
            all.add(outcome);
        }
        return all;
    }

    private <R, T> void settle(
            Caller caller,
            List<Call<R>> calls,
            List<@Nullable String> hashes,
            Map<String, Integer> firstWithKey,
            List<@Nullable Outcome<T>> outcomes) {
        List<Row> answered = new ArrayList<>();
        List<String> refused = new ArrayList<>();
        firstWithKey.forEach((key, i) -> {
            if (outcomes.get(i) instanceof Done<T> done) {
                answered.add(row(
                        Objects.requireNonNull(calls.get(i).key()),
                        Objects.requireNonNull(hashes.get(i)),
                        done.answer(),
                        Duration.ZERO));
            } else {
                refused.add(key);
            }
        });
        kept.keep(caller.name(), answered);
        kept.forget(caller.name(), refused);
    }

    private <T> Outcome<T> replayed(Row row, String request, Class<T> type) {
        try {
            return new Done<>(replay(row, request, type));
        } catch (KeyReused | StillRunning e) {
            return new Refused<>(e);
        }
    }

    private <T> ResponseEntity<T> replay(Row row, String request, Class<T> type) {
        if (!row.request().equals(request)) {
            throw new KeyReused();
        }
        if (row.isRunning(clock.instant())) {
            throw new StillRunning();
        }
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(Objects.requireNonNull(row.status()));
        if (row.location() != null) {
            answer.location(URI.create(row.location()));
        }
        return row.body() == null ? answer.build() : answer.body(json.readValue(row.body(), type));
    }

    private Row row(IdempotencyKey key, String request, ResponseEntity<?> answer, Duration patience) {
        URI location = answer.getHeaders().getLocation();
        return new Row(
                key.value(),
                request,
                answer.getStatusCode().value(),
                location == null ? null : location.toString(),
                answer.getBody() == null ? null : json.writeValueAsString(answer.getBody()),
                patience.isZero() ? null : Utc.of(clock.instant().plus(patience)));
    }

    private String hash(Call<?> call) {
        String request = call.operation() + "\n" + json.writeValueAsString(call.body());
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(request.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private <T> T inTransaction(Supplier<T> work) {
        return Objects.requireNonNull(transaction.execute(status -> work.get()));
    }
}
