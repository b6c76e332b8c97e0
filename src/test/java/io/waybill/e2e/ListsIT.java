package io.waybill.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.waybill.Given;
import io.waybill.core.OrderId;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Every list, page by page along its Link header, and its filters. */
@EndToEndTest
class ListsIT {

    private static final Pattern NEXT = Pattern.compile("<([^>]*)>; rel=\"next\"");
    private static final Pattern FIRST = Pattern.compile("<([^>]*)>; rel=\"first\"");

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient db;

    @Autowired
    @Qualifier("factoryDataSource")
    HikariDataSource factory;

    Caller waybill;
    String mine;

    @BeforeEach
    void call() {
        waybill = new Caller(port);
        mine = "L-" + UUID.randomUUID();
    }

    /** A list, and how to add a row, which returns the row's key. */
    record Listed(String path, String key, Supplier<String> add) {}

    private Listed listed(String name) {
        return switch (name) {
            case "orders" -> {
                String customer = waybill.customerWith(0);
                long item = waybill.itemInStock(1, 1, 0);
                yield new Listed("/orders?customerId=" + customer, "id", () -> waybill.place(customer, item, 1));
            }
            case "items" -> new Listed("/items?name=" + mine, "id", this::item);
            case "accounts" -> new Listed("/accounts?customerIdPrefix=" + mine, "customerId", this::account);
            case "ledger" -> {
                String customer = waybill.customerWith(0);
                yield new Listed("/accounts/" + customer + "/ledger", "id", () -> ledgerEntry(customer));
            }
            case "stock" -> new Listed("/stock?availableBelow=1", "itemId", () -> "" + waybill.itemInStock(1, 1, 0));
            case "factories" -> new Listed("/factories", "id", this::factory);
            case "production-log" -> new Listed("/production-log?requester=" + mine, "logId", this::production);
            case "drivers" -> new Listed("/drivers", "id", this::driver);
            case "deliveries" -> new Listed("/deliveries?driverId=" + mine, "id", () -> delivery(mine, "OFFERED"));
            case "webhooks" -> new Listed("/webhooks", "id", this::webhook);
            case "webhook deliveries" -> {
                String webhook = webhook();
                yield new Listed(
                        "/webhooks/%s/deliveries?status=PENDING".formatted(webhook),
                        "id",
                        () -> webhookDelivery(webhook));
            }
            default -> throw new IllegalArgumentException(name);
        };
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "orders",
                "items",
                "accounts",
                "ledger",
                "stock",
                "factories",
                "production-log",
                "drivers",
                "deliveries",
                "webhooks",
                "webhook deliveries"
            })
    void a_list_shows_each_row_once_whatever_is_added_meanwhile(String name) {
        Listed list = listed(name);
        List<String> rows = Stream.generate(list.add).limit(7).toList();
        try {
            List<String> shown = new ArrayList<>();
            List<String> meanwhile = new ArrayList<>();
            String page = list.path + (list.path.contains("?") ? "&" : "?") + "size=2";
            while (!page.isEmpty()) {
                ResponseEntity<JsonNode> answer = list(page);
                List<String> keys = keys(answer, list.key);
                page = link(NEXT, answer);
                assertThat(keys).hasSizeBetween(page.isEmpty() ? 0 : 2, 2);
                shown.addAll(keys);
                meanwhile.add(list.add.get());
            }
            assertThat(shown).doesNotHaveDuplicates().containsAll(rows);
            assertThat(meanwhile).doesNotHaveDuplicates().doesNotContainAnyElementsOf(rows);
        } finally {
            db.sql("delete from webhook where number >= 1000").update();
            db.sql("delete from driver where driver_id like 'L-%'").update();
            JdbcClient.create(factory)
                    .sql("delete from factory where factory_id > 100")
                    .update();
        }
    }

    @Test
    void a_page_may_be_jumped_to_and_leads_on_from_there() {
        List<String> items = Stream.generate(this::item).limit(5).toList();

        ResponseEntity<JsonNode> second = list("/items?name=%s&size=2&page=1".formatted(mine));

        assertThat(keys(second, "id")).isEqualTo(items.subList(2, 4));
        ResponseEntity<JsonNode> third = list(link(NEXT, second));
        assertThat(keys(third, "id")).isEqualTo(items.subList(4, 5));
        assertThat(link(NEXT, third)).isEmpty();
        assertThat(keys(list(link(FIRST, third)), "id")).isEqualTo(items.subList(0, 2));
    }

    @Test
    void orders_are_counted_from_page_to_page_but_not_after_a_row() {
        String customer = waybill.customerWith(0);
        long item = waybill.itemInStock(1, 1, 0);
        List<String> orders = IntStream.range(0, 5)
                .mapToObj(i -> waybill.place(customer, item, 1))
                .toList()
                .reversed();

        ResponseEntity<JsonNode> first = list("/orders?customerId=%s&size=2".formatted(customer));
        ResponseEntity<JsonNode> third = list("/orders?customerId=%s&size=2&page=2".formatted(customer));
        ResponseEntity<JsonNode> second = list(link(NEXT, first));

        assertThat(keys(first, "id")).isEqualTo(orders.subList(0, 2));
        assertThat(first.getBody().path("page"))
                .hasToString("{\"size\":2,\"number\":0,\"totalElements\":5,\"totalPages\":3}");
        assertThat(keys(third, "id")).isEqualTo(orders.subList(4, 5));
        assertThat(keys(second, "id")).isEqualTo(orders.subList(2, 4));
        assertThat(second.getBody().path("page")).hasToString("{\"size\":2}");
    }

    @Test
    void orders_are_found_by_customer_status_and_time() {
        String customer = waybill.customerWith(0);
        long item = waybill.itemInStock(1, 1, 0);
        String before = waybill.place(customer, item, 1);
        String between = waybill.place(customer, item, 1);
        String after = waybill.place(customer, item, 1);
        List.of(before, between, after).forEach(order -> waybill.awaitStatus(order, "REJECTED"));
        String of = "/orders?customerId=" + customer;

        assertThat(keys(list(of + "&status=REJECTED"), "id")).containsExactly(after, between, before);
        assertThat(keys(list(of + "&status=PLACED&status=REJECTED"), "id")).hasSize(3);
        assertThat(keys(list(of + "&status=PLACED,COMPLETED"), "id")).isEmpty();
        assertThat(keys(list(of + "&placedFrom=" + placedAt(between)), "id")).containsExactly(after, between);
        assertThat(keys(list(of + "&placedTo=" + placedAt(between)), "id")).containsExactly(before);
        assertThat(keys(
                        list(of + "&placedFrom=-999999999-01-01T00:00:00Z&placedTo=%2B999999999-01-01T00:00:00Z"),
                        "id"))
                .hasSize(3);
    }

    @Test
    void a_customer_sees_no_orders_but_the_own_however_the_list_is_asked_for() {
        String customer = waybill.customerWith(0);
        String other = waybill.customerWith(0);
        long item = waybill.itemInStock(1, 1, 0);
        String own = waybill.place(customer, item, 1);
        waybill.place(other, item, 1);
        String newest = waybill.place(customer, item, 1);
        Caller theCustomer = waybill.as("customer", customer);

        assertThat(keys(theCustomer.call(HttpMethod.GET, "/orders", null, Map.of()), "id"))
                .containsExactly(newest, own);
        assertThat(keys(theCustomer.call(HttpMethod.GET, "/orders?customerId=" + other, null, Map.of()), "id"))
                .isEmpty();
        ResponseEntity<JsonNode> first = theCustomer.call(HttpMethod.GET, "/orders?size=1", null, Map.of());
        ResponseEntity<JsonNode> second = theCustomer.call(HttpMethod.GET, link(NEXT, first), null, Map.of());
        assertThat(keys(second, "id")).containsExactly(own);
        assertThat(link(NEXT, second)).isEmpty();
    }

    @Test
    void items_are_found_by_name_and_factory() {
        long item = Given.anItem().value();
        waybill.send(HttpMethod.PUT, "/items/" + item, Map.of("name", "A 100% " + mine, "price", 1, "factoryId", 7));
        item();

        assertThat(keys(list("/items?name=" + mine.substring(3)), "id")).hasSize(2);
        assertThat(keys(list("/items?name=100%25%20" + mine), "id")).containsExactly("" + item);
        assertThat(keys(list("/items?factoryId=7&name=" + mine), "id")).containsExactly("" + item);
        assertThat(keys(list("/items?factoryId=8&name=" + mine), "id")).isEmpty();
    }

    @Test
    void a_customer_id_begins_with_what_is_asked_for_to_the_letter() {
        String account = account();

        assertThat(keys(list("/accounts?customerIdPrefix=" + account), "customerId"))
                .containsExactly(account);
        assertThat(keys(list("/accounts?customerIdPrefix=" + account.replaceFirst("-", "_")), "customerId"))
                .isEmpty();
    }

    @Test
    void the_production_log_is_found_by_requester_item_and_factory() {
        String logId = production();
        String by = "/production-log?requester=" + mine;

        assertThat(keys(list(by), "logId")).containsExactly(logId);
        assertThat(keys(list(by + "&itemId=1&factoryId=1"), "logId")).containsExactly(logId);
        assertThat(keys(list(by + "&itemId=2"), "logId")).isEmpty();
        assertThat(keys(list(by + "&factoryId=2"), "logId")).isEmpty();
    }

    @Test
    void a_driver_sees_only_what_was_offered_to_that_driver() {
        String offered = delivery(mine, "OFFERED");
        String accepted = delivery(mine, "ACCEPTED");
        delivery("other-" + mine, "OFFERED");
        Caller driver = waybill.as("driver", mine);

        assertThat(keys(driver.call(HttpMethod.GET, "/deliveries", null, Map.of()), "id"))
                .containsExactly(accepted, offered);
        assertThat(keys(driver.call(HttpMethod.GET, "/deliveries?status=OFFERED", null, Map.of()), "id"))
                .containsExactly(offered);
        assertThat(keys(driver.call(HttpMethod.GET, "/deliveries?driverId=other-" + mine, null, Map.of()), "id"))
                .isEmpty();
        assertThat(keys(list("/deliveries?status=ACCEPTED&driverId=" + mine), "id"))
                .containsExactly(accepted);
        assertThat(keys(list("/deliveries?status=OFFERED&size=200"), "id"))
                .contains(offered)
                .doesNotContain(accepted);
    }

    @Test
    void the_ledger_tells_how_the_account_came_about() {
        String customer = waybill.customerWith(500);
        ledgerEntry(customer);
        String other = waybill.customerWith(0);

        JsonNode ledger = list("/accounts/" + customer + "/ledger").getBody();

        assertThat(ledger).hasSize(2);
        assertThat(ledger.get(1).path("kind").stringValue()).isEqualTo("ADJUSTED");
        assertThat(ledger.get(1).path("available").longValue()).isEqualTo(500);
        assertThat(status(waybill.as("customer", customer), "/accounts/" + customer + "/ledger"))
                .isEqualTo(200);
        assertThat(status(waybill.as("customer", other), "/accounts/" + customer + "/ledger"))
                .isEqualTo(404);
        assertThat(status(waybill, "/accounts/nobody/ledger")).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/accounts", "/stock", "/deliveries", "/drivers", "/production-log", "/factories"})
    void a_list_of_everybodys_is_not_for_customers(String path) {
        assertThat(status(waybill.as("customer", "C-1"), path)).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/orders?after=x",
                "/orders?after=!",
                "/orders?after=MQ",
                "/orders?after=" + BEYOND,
                "/items?after=MSx4",
                "/accounts?after=J29yIDE9MQ",
                "/accounts/C-1/ledger?after=eA",
                "/stock?after=eA",
                "/factories?after=eA",
                "/production-log?after=eA",
                "/drivers?after=!",
                "/deliveries?after=eA",
                "/orders?page=1&after=MQ page",
                "/items?page=1&after=MQ page",
                "/items?size=201 size",
                "/items?factoryId=x factoryId",
                "/accounts?customerIdPrefix=%25 customerIdPrefix",
                "/stock?availableBelow=x availableBelow",
                "/production-log?itemId=x itemId",
                "/deliveries?status=LOST status",
                "/orders?customerId=%27 customerId",
                "/orders?placedFrom=yesterday placedFrom"
            })
    void what_a_list_cannot_be_asked_for_is_refused(String pathAndField) {
        String[] parts = pathAndField.split(" ", 2);

        ResponseEntity<JsonNode> answer = list(parts[0]);

        assertThat(answer.getStatusCode().value()).as("%s", answer.getBody()).isEqualTo(400);
        JsonNode errors = answer.getBody().path("errors");
        assertThat(errors).hasSize(1);
        assertThat(errors.get(0).path("field").stringValue()).isEqualTo(parts.length > 1 ? parts[1] : "after");
        assertThat(errors.toString()).doesNotContain("java", "Failed to convert");
    }

    /** "2026-01-01T00:00:00Z,nobody", as a cursor. */
    private static final String BEYOND = "MjAyNi0wMS0wMVQwMDowMDowMFosbm9ib2R5";

    @Test
    void a_link_keeps_what_was_asked_for_as_it_was_written() {
        item();
        item();

        ResponseEntity<JsonNode> answer = list("/items?colour=%22a%3E%22&name=" + mine + "&size=1");

        assertThat(link(FIRST, answer)).isEqualTo("/items?colour=%22a%3E%22&name=" + mine + "&size=1");
        assertThat(link(NEXT, answer)).startsWith("/items?colour=%22a%3E%22&name=" + mine + "&size=1&after=");
        String cursor = link(NEXT, answer).replaceFirst(".*after=", "");
        assertThat(new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8))
                .isEqualTo(keys(answer, "id").getFirst());
    }

    private ResponseEntity<JsonNode> list(String path) {
        return waybill.call(HttpMethod.GET, path, null, Map.of());
    }

    private static int status(Caller caller, String path) {
        return caller.call(HttpMethod.GET, path, null, Map.of()).getStatusCode().value();
    }

    private static List<String> keys(ResponseEntity<JsonNode> answer, String key) {
        JsonNode body = answer.getBody();
        assertThat(answer.getStatusCode().value()).as("%s", body).isEqualTo(200);
        return (body.isArray() ? body : body.path("content"))
                .valueStream()
                .map(row -> row.path(key).asString())
                .toList();
    }

    private static String link(Pattern relation, ResponseEntity<JsonNode> answer) {
        Matcher link = relation.matcher(String.valueOf(answer.getHeaders().getFirst(HttpHeaders.LINK)));
        return link.find() ? link.group(1) : "";
    }

    private String placedAt(String order) {
        return waybill.get("/orders/" + order).path("placedAt").stringValue();
    }

    private String item() {
        long item = Given.anItem().value();
        waybill.send(HttpMethod.PUT, "/items/" + item, Map.of("name", mine, "price", 1, "factoryId", 1));
        return "" + item;
    }

    private String account() {
        String customer = mine + "." + UUID.randomUUID().toString().substring(0, 8);
        waybill.send(HttpMethod.PUT, "/accounts/" + customer, Map.of("available", 0));
        return customer;
    }

    private String ledgerEntry(String customer) {
        waybill.send(HttpMethod.PUT, "/accounts/" + customer, Map.of("available", 0));
        return db.sql("select max(entry_id) from account_ledger where customer_id = ?")
                .param(customer)
                .query(String.class)
                .single();
    }

    private String factory() {
        long id = Given.anItem().value();
        JdbcClient.create(factory)
                .sql("insert into factory (factory_id, name, country) values (?, 'Test', 'nowhere')")
                .param(id)
                .update();
        return "" + id;
    }

    private String production() {
        JdbcClient log = JdbcClient.create(factory);
        log.sql("""
                        insert into production_log
                          (factory_id, factory_name, item_id, item_name, quantity, requester, datetime)
                        values (1, 'Factory1', 1, 'Item1', 1, ?, utc_timestamp(6))""").param(mine).update();
        return log.sql("select max(log_id) from production_log where requester = ?")
                .param(mine)
                .query(String.class)
                .single();
    }

    private String driver() {
        String driver = "L-" + UUID.randomUUID();
        db.sql("insert into driver (driver_id, name) values (?, 'Test')")
                .param(driver)
                .update();
        return driver;
    }

    private String delivery(String driver, String status) {
        String order = OrderId.next().value();
        db.sql("insert into delivery (order_id, status, version) values (?, ?, 0)")
                .params(order, status)
                .update();
        db.sql("""
                        insert into delivery_offer (order_id, number, driver_id, status, offered_at)
                        values (?, 1, ?, 'OPEN', utc_timestamp(6))""").params(order, driver).update();
        return order;
    }

    private String webhook() {
        String webhook = OrderId.next().value();
        db.sql("""
                        insert into webhook
                          (webhook_id, owner, number, url, events, active, secret, created_at, version)
                        select ?, 'operator', 1000 + count(*), 'https://example.com', '', false, '', utc_timestamp(6), 0
                        from webhook""").param(webhook).update();
        return webhook;
    }

    private String webhookDelivery(String webhook) {
        String delivery = OrderId.next().value();
        db.sql("""
                        insert into webhook_delivery
                          (delivery_id, webhook_id, type, body, status, round, attempts, created_at, tried_since, version)
                        values (?, ?, 'test', '{}', 'PENDING', 1, 0, utc_timestamp(6), utc_timestamp(6), 0)""").params(delivery, webhook).update();
        return delivery;
    }
}
