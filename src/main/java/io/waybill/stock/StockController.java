package io.waybill.stock;

import io.waybill.core.ItemId;
import io.waybill.core.security.Role;
import io.waybill.core.web.NotFound;
import io.waybill.item.Items;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/stock/{itemId}")
class StockController {

    private static final long MOST_PIECES = 1_000_000_000_000L;

    private final Stock stock;
    private final Items items;

    StockController(Stock stock, Items items) {
        this.stock = stock;
        this.items = items;
    }

    record NewLevel(@NotNull @Min(0) @Max(MOST_PIECES) Long available) {}

    @RolesAllowed({Role.OPERATOR, Role.SERVICE})
    @GetMapping
    StockLevel get(@PathVariable long itemId) {
        ItemId item = new ItemId(itemId);
        return stock.find(item).orElseGet(() -> {
            requireInCatalogue(item);
            return new StockLevel(itemId, 0, 0, 0);
        });
    }

    @RolesAllowed(Role.OPERATOR)
    @PutMapping
    StockLevel put(@PathVariable long itemId, @Valid @RequestBody NewLevel level) {
        ItemId item = new ItemId(itemId);
        requireInCatalogue(item);
        return stock.setAvailable(item, level.available());
    }

    private void requireInCatalogue(ItemId item) {
        if (!items.existsById(item)) {
            throw new NotFound("item", item);
        }
    }
}
