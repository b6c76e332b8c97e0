package io.waybill.shop.order.rest;

import io.waybill.core.refusal.FieldError;
import io.waybill.core.refusal.Invalid;
import io.waybill.platform.idempotency.Call;
import io.waybill.platform.idempotency.Idempotency;
import io.waybill.platform.idempotency.IdempotencyKey;
import io.waybill.platform.idempotency.Outcome;
import io.waybill.platform.security.Caller;
import io.waybill.platform.web.Problems;
import io.waybill.shop.order.placing.OrderRequest;
import io.waybill.shop.order.placing.Submission;
import io.waybill.shop.order.placing.Submission.Outcome.Accepted;
import io.waybill.shop.order.placing.Submission.Outcome.Refused;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Places many orders in one transaction. */
@Service
class Batch {

    static final int MOST_ORDERS = 1_000;

    private static final String KEY = "idempotencyKey";

    private final Submission submission;
    private final OrderViews views;
    private final Idempotency idempotency;
    private final Validator validator;
    private final JsonMapper json;

    Batch(Submission submission, OrderViews views, Idempotency idempotency, Validator validator, JsonMapper json) {
        this.submission = submission;
        this.views = views;
        this.idempotency = idempotency;
        this.validator = validator;
        this.json = json;
    }

    /** Returns one result for each order, in the same order. */
    List<BatchResult> place(List<JsonNode> orders, Caller caller) {
        TreeMap<Integer, BatchResult> results = new TreeMap<>();
        List<Integer> readable = new ArrayList<>();
        List<Call<OrderRequest>> calls = new ArrayList<>();
        for (int i = 0; i < orders.size(); i++) {
            try {
                calls.add(read(orders.get(i)));
                readable.add(i);
            } catch (Invalid e) {
                results.put(i, BatchResult.of(Problems.ofOneAmongMany(e)));
            }
        }
        List<Outcome<OrderView>> outcomes =
                idempotency.onceEach(caller, calls, OrderView.class, requests -> placed(requests, caller));
        for (int j = 0; j < outcomes.size(); j++) {
            results.put(readable.get(j), BatchResult.of(outcomes.get(j)));
        }
        return List.copyOf(results.values());
    }

    private List<Outcome<OrderView>> placed(List<OrderRequest> requests, Caller caller) {
        return submission.place(requests, caller).stream()
                .<Outcome<OrderView>>map(outcome -> switch (outcome) {
                    case Accepted accepted -> new Outcome.Done<>(views.accepted(accepted.order()));
                    case Refused refused -> new Outcome.Refused<OrderView>(refused.why());
                })
                .toList();
    }

    /** Reads an order as {@code POST /orders} does: the same key there and here means the same call. */
    private Call<OrderRequest> read(JsonNode entry) {
        if (!(entry instanceof ObjectNode object)) {
            throw new Invalid(List.of(new FieldError("", "is not an order")));
        }
        ObjectNode order = object.deepCopy();
        IdempotencyKey key = key(order.remove(KEY));
        try {
            OrderRequest request = json.treeToValue(order, OrderRequest.class);
            Set<ConstraintViolation<OrderRequest>> violations = validator.validate(request);
            if (!violations.isEmpty()) {
                throw Problems.invalid(violations);
            }
            return new Call<>(key, "POST /orders", request);
        } catch (JacksonException e) {
            throw Problems.invalid(e);
        }
    }

    private static @Nullable IdempotencyKey key(@Nullable JsonNode key) {
        if (key == null || key.isNull()) {
            return null;
        }
        try {
            return IdempotencyKey.of(key.isString() ? key.stringValue() : "");
        } catch (IllegalArgumentException e) {
            throw new Invalid(List.of(new FieldError(KEY, "is not 1 to 255 visible ASCII characters")));
        }
    }
}
