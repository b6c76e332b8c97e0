package io.waybill.shop.stock;

import io.waybill.core.ItemId;
import io.waybill.core.refusal.NotFound;
import io.waybill.platform.openapi.Answers;
import io.waybill.platform.security.Role;
import io.waybill.platform.web.EntityTags;
import io.waybill.platform.web.ListParameters;
import io.waybill.shop.item.Items;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Stock per item, in pieces. */
@RestController
@RequestMapping("/stock")
class StockController {

    private static final long MOST_PIECES = 1_000_000_000_000L;

    private final Stock stock;
    private final Items items;

    StockController(Stock stock, Items items) {
        this.stock = stock;
        this.items = items;
    }

    record NewLevel(@NotNull @Min(0) @Max(MOST_PIECES) Long available) {}

    /**
     * Lists the stock, by item.
     *
     * @param availableBelow only those with fewer pieces available
     */
    @RolesAllowed({Role.OPERATOR, Role.SERVICE})
    @GetMapping
    ResponseEntity<List<StockLevel>> listStock(
            @RequestParam @Nullable Long availableBelow, @Valid ListParameters part) {
        long after = part.after(Long::valueOf).orElse(0L);
        long below = availableBelow == null ? Long.MAX_VALUE : availableBelow;
        return part.answer(stock.list(after, below, part.pageable()), StockLevel::itemId, Function.identity());
    }

    /** Shows the stock of an item. */
    @Answers(headers = HttpHeaders.ETAG)
    @RolesAllowed({Role.OPERATOR, Role.SERVICE})
    @GetMapping("/{itemId}")
    ResponseEntity<StockLevel> get(@PathVariable long itemId) {
        return view(find(itemId));
    }

    /** Sets the available quantity. What is reserved and shipped stays as it is. */
    @Answers(headers = HttpHeaders.ETAG)
    @RolesAllowed(Role.OPERATOR)
    @PutMapping("/{itemId}")
    ResponseEntity<StockLevel> put(
            @PathVariable long itemId,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestHeader(name = HttpHeaders.IF_NONE_MATCH, required = false) @Nullable String ifNoneMatch,
            @Valid @RequestBody NewLevel level) {
        ItemId item = new ItemId(find(itemId).itemId());
        return view(stock.setAvailable(item, level.available(), EntityTags.of(ifMatch, ifNoneMatch)));
    }

    /** The stock of an item in the catalogue, or what is left of one that no longer is. */
    private StockLevel find(long itemId) {
        ItemId item = new ItemId(itemId);
        return stock.find(item)
                .or(() -> items.existsById(item) ? Optional.of(StockLevel.empty(itemId)) : Optional.empty())
                .orElseThrow(() -> new NotFound("item", item));
    }

    private static ResponseEntity<StockLevel> view(StockLevel level) {
        return ResponseEntity.ok().eTag(level.tag()).body(level);
    }
}
