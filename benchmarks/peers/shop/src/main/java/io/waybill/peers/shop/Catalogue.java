package io.waybill.peers.shop;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.server.ResponseStatusException;

/** Checks what is ordered against the customers and the items that there are. */
class Catalogue {

    private final JdbcClient db;
    private final TimeBasedEpochGenerator ids = Generators.timeBasedEpochGenerator();

    Catalogue(JdbcClient db) {
        this.db = db;
    }

    private record Item(long itemId, String name, long price) {}

    NewOrder check(OrderRequest request) {
        if (db.sql("select customer_id from account where customer_id = ?")
                .param(request.customerId())
                .query(String.class)
                .optional()
                .isEmpty()) {
            throw unknown("customer");
        }
        Map<Long, Long> quantities = request.quantities();
        Map<Long, Item> items = items(quantities.keySet());
        if (items.size() < quantities.size()) {
            throw unknown("item");
        }
        List<NewOrder.Line> lines = quantities.entrySet().stream()
                .map(line -> line(items.get(line.getKey()), line.getValue()))
                .toList();
        return new NewOrder(
                ids.generate().toString(),
                request.customerId(),
                lines.stream()
                        .mapToLong(line -> line.unitPrice() * line.quantity())
                        .sum(),
                request.deliveryAddress().street(),
                request.deliveryAddress().city(),
                lines);
    }

    private Map<Long, Item> items(Set<Long> ids) {
        return db
                .sql("select item_id, name, price from item where item_id in (:ids)")
                .param("ids", ids)
                .query(Item.class)
                .list()
                .stream()
                .collect(Collectors.toMap(Item::itemId, Function.identity()));
    }

    private static NewOrder.Line line(Item item, long quantity) {
        return new NewOrder.Line(item.itemId(), item.name(), item.price(), quantity);
    }

    private static ResponseStatusException unknown(String what) {
        return new ResponseStatusException(HttpStatus.UNPROCESSABLE_ENTITY, "There is no such " + what);
    }
}
