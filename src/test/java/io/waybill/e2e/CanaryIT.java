package io.waybill.e2e;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.waybill.embedded.SharedServers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Personal data and secrets must not get into the log, the process (law 10) or the queues. What the queues wrote to
 * disk is searched byte by byte; that order ids are found there shows that the search works.
 */
@EndToEndTest
@ExtendWith(OutputCaptureExtension.class)
class CanaryIT {

    private static final String CANARY = "CANARY" + UUID.randomUUID().toString().replace("-", "");

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient db;

    @Test
    void what_is_personal_or_secret_gets_neither_to_the_log_nor_to_the_process_nor_to_the_queues(CapturedOutput log)
            throws IOException {
        Caller operator = new Caller(port);
        String customer = operator.customerWith(1_000_000);
        long item = operator.itemInStock(100, 1, 1);
        Caller me = operator.as("customer", customer);

        String order = place(me, customer, item);
        operator.accept(order, operator.awaitOffer(order, 1));
        operator.awaitStatus(order, "COMPLETED");
        String rejected = place(operator.as("service", ""), operator.customerWith(0), item);
        operator.awaitStatus(rejected, "REJECTED");
        sendNonsense(me, customer, item);
        new Caller(port, CANARY + "." + CANARY + "." + CANARY).send(HttpMethod.GET, "/orders", Map.of());

        assertThat(log.getAll()).contains("Started ").doesNotContain(CANARY, me.token(), operator.token());
        assertThat(log.getAll()).doesNotContain("forged");
        Path data = SharedServers.get().data();
        // The message about its end is sent after the commit.
        await().until(() -> !filesWith(order, data.resolve("sqs")).isEmpty());
        assertThat(filesWith(CANARY, data.resolve("sqs"))).isEmpty();
        assertThat(count("select count(*) from orders where recipient like ?")).isEqualTo(2);
        assertThat(count("select count(*) from order_timeline where detail like ?"))
                .isZero();
        assertThat(count("select count(*) from scheduled_tasks where task_data like ?"))
                .isZero();
        assertThat(count("select count(*) from ACT_RU_VARIABLE where TEXT_ like ?"))
                .isZero();
        assertThat(count("select count(*) from engine_message where variables like ?"))
                .isZero();
    }

    private static String place(Caller caller, String customer, long item) {
        return caller.with("Idempotency-Key", UUID.randomUUID().toString())
                .send(HttpMethod.POST, "/orders", order(customer, item))
                .getBody()
                .path("id")
                .stringValue();
    }

    private static Map<String, Object> order(String customer, long item) {
        Map<String, Object> order = new HashMap<>(Caller.order(customer, item, 1));
        order.put(
                "deliveryAddress",
                Map.of(
                        "recipient",
                        CANARY,
                        "street",
                        CANARY,
                        "postalCode",
                        "12345",
                        "city",
                        CANARY,
                        "country",
                        CANARY));
        return order;
    }

    /** Refused input must not be logged either. */
    private static void sendNonsense(Caller me, String customer, long item) {
        String good = Caller.json(order(customer, item));
        List<String> bodies = new ArrayList<>(List.of(
                good.replace("\"quantity\":1", "\"quantity\":0"),
                good.replace("\"quantity\":1", "\"quantity\":\"" + CANARY + "\""),
                good.replaceFirst("\\{", "{\"" + CANARY + "\\\\r\\\\nERROR forged\":1,"),
                good.replace(CANARY, CANARY + "\\u0000\\r\\nERROR forged"),
                good.substring(0, good.length() - 5),
                good.replace(customer, CANARY + "\\r\\nERROR forged"),
                "\"" + CANARY + "\""));
        for (String body : bodies) {
            assertThat(me.send(HttpMethod.POST, "/orders", body, MediaType.APPLICATION_JSON)
                            .getStatusCode()
                            .is4xxClientError())
                    .as(body)
                    .isTrue();
        }
        for (String path : List.of("/orders/" + CANARY, "/items/" + CANARY, "/" + CANARY, "/orders?status=" + CANARY)) {
            assertThat(me.send(HttpMethod.GET, path, "", MediaType.APPLICATION_JSON)
                            .getStatusCode()
                            .is4xxClientError())
                    .as(path)
                    .isTrue();
        }
    }

    private long count(String sql) {
        return db.sql(sql).param("%" + CANARY + "%").query(Long.class).single();
    }

    private static List<Path> filesWith(String text, Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> contains(file, text))
                    .toList();
        }
    }

    private static boolean contains(Path file, String text) {
        try {
            return new String(Files.readAllBytes(file), ISO_8859_1)
                    .contains(new String(text.getBytes(UTF_8), ISO_8859_1));
        } catch (NoSuchFileException deletedMeanwhile) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
