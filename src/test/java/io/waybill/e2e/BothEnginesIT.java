package io.waybill.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.embedded.SharedServers;
import io.waybill.embedded.SharedZeebe;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.jdbc.DataSourceBuilder;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A team moves from the embedded engine to a cluster by one setting. Each order ends on the engine where it began. */
class BothEnginesIT {

    final Map<String, Object> servers = SharedServers.get().properties();
    final JdbcClient db = JdbcClient.create(DataSourceBuilder.create()
            .url(String.valueOf(servers.get("spring.datasource.url")))
            .username(String.valueOf(servers.get("spring.datasource.username")))
            .password(String.valueOf(servers.get("spring.datasource.password")))
            .build());

    @Test
    void orders_end_on_the_engine_on_which_they_began_and_nothing_stops() {
        String before;
        String inProduction;
        String cancelled;
        String customer;
        long item;
        long slow;
        try (Replica embedded = Replica.start("--waybill.factory.time-per-piece=20ms")) {
            Caller waybill = embedded.caller();
            customer = waybill.customerWith(10_000);
            item = waybill.itemInStock(100, 1, 50);
            slow = waybill.itemInStock(1, 1, 0);
            before = waybill.place(customer, item, 1);
            cancelled = waybill.place(customer, item, 2);
            inProduction = waybill.place(customer, slow, 500);
            waybill.awaitOffer(before, 1);
            waybill.awaitOffer(cancelled, 1);
            waybill.awaitStatus(inProduction, "IN_PRODUCTION");
        }

        try (Replica both = Replica.start(settings("--waybill.factory.time-per-piece=20ms"))) {
            Caller waybill = both.caller();
            String after = waybill.place(customer, item, 3);
            String driver = waybill.awaitOffer(after, 1);
            assertThat(enginesOf(before, cancelled, inProduction)).containsOnly("embedded");
            assertThat(enginesOf(after)).containsExactly("zeebe");

            waybill.accept(before, waybill.awaitOffer(before, 1));
            waybill.accept(after, driver);
            waybill.accept(inProduction, waybill.awaitOffer(inProduction, 1));
            assertThat(waybill.cancel(cancelled)).isEqualTo(202);

            Stream.of(before, after, inProduction).forEach(order -> waybill.awaitStatus(order, "COMPLETED"));
            waybill.awaitStatus(cancelled, "CANCELLED");
            waybill.assertAccount(customer, 9_100, 0, 900);
            waybill.assertStock(item, 46, 0, 4);
            waybill.assertStock(slow, 0, 0, 500);
            assertThat(enginesOf(before, cancelled, inProduction)).containsOnly("embedded");
        }
    }

    private static String[] settings(String... further) {
        List<String> settings = new ArrayList<>(List.of(further));
        SharedZeebe.properties().forEach((name, value) -> settings.add("--%s=%s".formatted(name, value)));
        return settings.toArray(String[]::new);
    }

    /** One for each instance that there has been. */
    private List<String> enginesOf(String... orders) {
        return db.sql("select engine from process_instance where order_id in (:orders)")
                .param("orders", List.of(orders))
                .query(String.class)
                .list();
    }
}
