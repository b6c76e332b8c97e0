package io.waybill.faults;

import io.waybill.faults.Client.Answer;
import io.waybill.faults.Client.Who;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Items that nobody orders in a run: they are restocked, found empty, and restocked again. */
final class Shelves {

    private static final int LEVEL = 5;
    private static final int TARGET = 20;
    private static final int ITEMS_PER_RUN = 3;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** Of the items of a run, beside those of its {@link Plan}. */
    private static final long FIRST_ITEM = 5_000_000;

    private final List<Long> items;
    private final Servers servers;
    private final Client client;
    private final Queue<String> complaints = new ConcurrentLinkedQueue<>();
    private final List<Thread> people = new ArrayList<>();

    Shelves(int run, Servers servers, Client client) {
        long first = FIRST_ITEM + 10L * run;
        this.items = LongStream.range(first, first + ITEMS_PER_RUN).boxed().toList();
        this.servers = servers;
        this.client = client;
    }

    /** The shipped models in a folder of their own, with a timer that looks every two seconds instead of every minute. */
    static Path modelsIn(Path directory) {
        try (Stream<Path> shipped = Files.list(Path.of("src/main/resources/bpmn"))) {
            Path models = Files.createDirectories(directory.resolve("models"));
            for (Path model : shipped.toList()) {
                Files.writeString(
                        models.resolve(model.getFileName()),
                        Files.readString(model).replace(">R/PT1M<", ">R/PT2S<"));
            }
            return models;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void start() {
        items.forEach(item -> people.add(Thread.ofVirtual().start(() -> use(item))));
    }

    private void use(long item) {
        try {
            put(
                    "/items/" + item,
                    Map.of(
                            "name",
                            "Shelf" + item,
                            "price",
                            10,
                            "factoryId",
                            1 + item % 2,
                            "reorderLevel",
                            LEVEL,
                            "reorderTarget",
                            TARGET));
            awaitFull(item);
            put("/stock/" + item, Map.of("available", 0));
            awaitFull(item);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            complaints.add(e.toString());
        }
    }

    private void put(String path, Map<String, Object> body) throws InterruptedException {
        Answer answer = client.persistently(Who.OPERATOR, "PUT", path, body, null);
        if (!answer.isSuccess()) {
            throw new IllegalStateException("PUT %s: %s".formatted(path, answer));
        }
    }

    private void awaitFull(long item) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (client.persistently(Who.OPERATOR, "GET", "/stock/" + item, null, null)
                        .body()
                        .path("available")
                        .asInt()
                != TARGET) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("Item %d was not restocked within %s".formatted(item, PATIENCE));
            }
            Thread.sleep(200);
        }
    }

    void awaitEnd() throws InterruptedException {
        for (Thread one : people) {
            one.join();
        }
    }

    /** What was asked of a factory and is not there yet. */
    List<String> open() {
        return Books.texts(servers.waybillDatabase().sql("""
                        select concat('restock ', restock_id, ' of item ', item_id) from restock
                        where item_id in (:items) and status = 'REQUESTED'""").param("items", items));
    }

    /** What must be true once a run has ended: each restock was made once, and all of it is in stock. */
    List<Violation> checkEnd() {
        List<Violation> violations = new ArrayList<>();
        complaints.forEach(complaint -> violations.add(new Violation("what is low is restocked", complaint)));
        for (long item : items) {
            List<String> restocks = texts(
                    servers.waybillDatabase(),
                    "select concat('production.requested:', restock_id, ':', item_id, ' ', quantity) from restock"
                            + " where item_id = ? and status = 'MADE' order by restock_id",
                    item);
            List<String> made = texts(
                    servers.factoryDatabase(),
                    "select concat(request_id, ' ', quantity) from production_log"
                            + " where item_id = ? and requester = 'restock' order by request_id",
                    item);
            if (restocks.size() < 2 || !made.equals(restocks)) {
                violations.add(new Violation(
                        "each restock is made once",
                        "item %d was restocked by %s; the factories made %s".formatted(item, restocks, made)));
            }
            List<String> sums = texts(servers.waybillDatabase(), """
                    select concat(s.available, ' ', sum(e.quantity)) from stock s
                    join stock_entry e on e.item_id = s.item_id where s.item_id = ? group by s.available""", item);
            if (!sums.equals(List.of("%d %d".formatted(TARGET, TARGET)))) {
                violations.add(new Violation(
                        "what is made goes to stock once",
                        "item %d should have %d pieces; available and entered are %s".formatted(item, TARGET, sums)));
            }
        }
        return violations;
    }

    private static List<String> texts(JdbcClient db, String sql, long item) {
        return List.copyOf(db.sql(sql).param(item).query(String.class).list());
    }
}
