package io.waybill.shop.order.rest;

import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import io.waybill.platform.openapi.Answers;
import io.waybill.platform.security.Caller;
import io.waybill.platform.security.Role;
import io.waybill.shop.order.placing.OrderRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Many orders in one call, each with its own outcome. */
@RestController
@RequestMapping("/orders/batch")
@RolesAllowed({Role.CUSTOMER, Role.OPERATOR, Role.SERVICE})
class BatchController {

    private final Batch batch;
    private final BatchStream stream;

    BatchController(Batch batch, BatchStream stream) {
        this.batch = batch;
        this.stream = stream;
    }

    /**
     * The body of the call.
     *
     * @param orders each as in {@code POST /orders}, plus its {@code idempotencyKey}; left unparsed here, so that a bad
     *     one does not stop the others
     */
    record BatchRequest(
            @NotEmpty @Size(max = Batch.MOST_ORDERS) @ArraySchema(schema = @Schema(implementation = OrderRequest.class))
            List<JsonNode> orders) {}

    /**
     * The answer.
     *
     * @param results one for each order, in the order sent
     */
    record BatchAnswer(List<BatchResult> results) {}

    /**
     * Places up to 1,000 orders in one call. Each has its own outcome: a bad one does not stop the others. With
     * idempotency keys it is safe to send them again. As {@code application/x-ndjson}, with one order per line and one
     * result per line, it takes up to 100,000.
     */
    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE, produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.ACCEPTED)
    BatchAnswer place(Caller caller, @Valid @RequestBody BatchRequest request) {
        return new BatchAnswer(batch.place(request.orders(), caller));
    }

    /** The same, as a stream. */
    @Answers(202)
    @PostMapping(consumes = MediaType.APPLICATION_NDJSON_VALUE, produces = MediaType.APPLICATION_NDJSON_VALUE)
    void placeStream(Caller caller, HttpServletRequest request, HttpServletResponse response) throws IOException {
        stream.place(request.getInputStream(), caller, response);
    }
}
