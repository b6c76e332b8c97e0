package io.waybill.shop.order.rest;

import io.waybill.core.refusal.FieldError;
import io.waybill.core.refusal.Invalid;
import io.waybill.platform.security.Caller;
import io.waybill.platform.web.Problems;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Places orders from a stream of lines as they arrive, some hundred per transaction. The results are kept in a file
 * until all lines are read, because most callers read no answer while they are still sending.
 */
@Component
class BatchStream {

    static final int MOST_LINES = 100_000;
    static final int LONGEST_LINE = 64 * 1024;

    private static final int ORDERS_PER_TRANSACTION = 500;

    private final Batch batch;
    private final JsonMapper json;

    BatchStream(Batch batch, JsonMapper json) {
        this.batch = batch;
        this.json = json;
    }

    /**
     * Reads to the end, then answers with one result per line, in the same order.
     *
     * @throws IOException if the caller stops sending. Orders placed until then stay; with their idempotency keys the
     *     caller can send them again.
     */
    void place(InputStream lines, Caller caller, HttpServletResponse response) throws IOException {
        Path results = Files.createTempFile("waybill-batch", ".ndjson");
        try {
            try (OutputStream out =
                    new BufferedOutputStream(Files.newOutputStream(results, StandardOpenOption.TRUNCATE_EXISTING))) {
                placeAll(new BufferedInputStream(lines, LONGEST_LINE), caller, out);
            }
            response.setStatus(HttpServletResponse.SC_ACCEPTED);
            response.setContentType(MediaType.APPLICATION_NDJSON_VALUE);
            response.setContentLengthLong(Files.size(results));
            Files.copy(results, response.getOutputStream());
        } finally {
            Files.delete(results);
        }
    }

    private void placeAll(InputStream lines, Caller caller, OutputStream out) throws IOException {
        List<Line> chunk = new ArrayList<>();
        int count = 0;
        for (byte[] line = next(lines); line != null; line = next(lines)) {
            if (new String(line, StandardCharsets.UTF_8).isBlank()) {
                continue;
            }
            if (++count > MOST_LINES) {
                chunk.add(new Line(null, refused("exceeds the limit of %,d orders per call".formatted(MOST_LINES))));
                break;
            }
            chunk.add(read(line));
            if (chunk.size() == ORDERS_PER_TRANSACTION) {
                place(chunk, caller, out);
                chunk.clear();
            }
        }
        if (!chunk.isEmpty()) {
            place(chunk, caller, out);
        }
    }

    /** An order, or why the line is not one. */
    private record Line(@Nullable JsonNode order, @Nullable BatchResult refused) {}

    private Line read(byte[] line) {
        if (line.length > LONGEST_LINE) {
            return new Line(null, refused("is longer than %d bytes".formatted(LONGEST_LINE)));
        }
        try {
            return new Line(json.readTree(line), null);
        } catch (JacksonException e) {
            return new Line(null, refused("is not JSON"));
        }
    }

    private static BatchResult refused(String why) {
        return BatchResult.of(Problems.ofOneAmongMany(new Invalid(List.of(new FieldError("line", why)))));
    }

    private void place(List<Line> chunk, Caller caller, OutputStream out) throws IOException {
        List<JsonNode> orders = new ArrayList<>();
        for (Line line : chunk) {
            if (line.order() != null) {
                orders.add(line.order());
            }
        }
        List<BatchResult> placed = placeOrRefuse(orders, caller);
        int next = 0;
        for (Line line : chunk) {
            BatchResult refused = line.refused();
            out.write(json.writeValueAsBytes(refused == null ? placed.get(next++) : refused));
            out.write('\n');
        }
    }

    /** A chunk that cannot be placed now does not stop the ones after it. */
    private List<BatchResult> placeOrRefuse(List<JsonNode> orders, Caller caller) {
        try {
            return batch.place(orders, caller);
        } catch (RuntimeException e) {
            return Collections.nCopies(orders.size(), BatchResult.of(Problems.ofOneAmongMany(e)));
        }
    }

    /**
     * The next line, or null at the end. A line that is too long is cut one byte after the limit, and the rest is
     * skipped.
     */
    private static byte @Nullable [] next(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int b = in.read();
        if (b < 0) {
            return null;
        }
        for (; b >= 0 && b != '\n'; b = in.read()) {
            if (line.size() <= LONGEST_LINE) {
                line.write(b);
            }
        }
        return line.toByteArray();
    }
}
