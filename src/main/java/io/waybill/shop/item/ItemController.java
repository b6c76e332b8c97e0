package io.waybill.shop.item;

import io.waybill.core.ItemId;
import io.waybill.core.Money;
import io.waybill.core.refusal.FieldError;
import io.waybill.core.refusal.NotFound;
import io.waybill.core.refusal.Unprocessable;
import io.waybill.platform.openapi.Answers;
import io.waybill.platform.security.Role;
import io.waybill.platform.web.EntityTags;
import io.waybill.platform.web.ListParameters;
import io.waybill.platform.web.PlainText;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The catalogue. */
@RestController
@RequestMapping("/items")
class ItemController {

    private static final long HIGHEST_PRICE = 1_000_000_000L;

    private final Items items;
    private final Catalogue catalogue;

    ItemController(Items items, Catalogue catalogue) {
        this.items = items;
        this.catalogue = catalogue;
    }

    /**
     * An item as a caller describes it.
     *
     * @param reorderLevel restocks the item when fewer pieces are available; only together with {@code reorderTarget}
     * @param reorderTarget up to how many pieces it is restocked
     */
    record Description(
            @Nullable Long id,
            @NotNull @PlainText(max = 200, blank = false) String name,
            @NotNull @Min(0) @Max(HIGHEST_PRICE) Long price,
            @NotNull @Positive Long factoryId,
            @Nullable @Min(1) @Max(Reorder.MOST_PIECES) Long reorderLevel,
            @Nullable @Min(1) @Max(Reorder.MOST_PIECES) Long reorderTarget) {}

    record ItemView(
            long id,
            String name,
            long price,
            long factoryId,
            @Nullable Long reorderLevel,
            @Nullable Long reorderTarget) {

        static ItemView of(Item item) {
            Reorder reorder = item.reorder();
            return new ItemView(
                    item.id().value(),
                    item.name(),
                    item.price().amount(),
                    item.factoryId(),
                    reorder == null ? null : reorder.level(),
                    reorder == null ? null : reorder.target());
        }
    }

    /**
     * Lists the items, by id.
     *
     * @param name part of the item's name
     * @param factoryId the factory that makes them
     */
    @RolesAllowed({Role.CUSTOMER, Role.DRIVER, Role.OPERATOR, Role.ANALYST, Role.SERVICE})
    @GetMapping
    ResponseEntity<List<ItemView>> list(
            @RequestParam @Nullable @PlainText(max = 200) String name,
            @RequestParam @Nullable Long factoryId,
            @Valid ListParameters part) {
        long after = part.after(Long::valueOf).orElse(0L);
        return part.answer(items.list(after, name, factoryId, part.pageable()), Item::id, ItemView::of);
    }

    /** Shows an item. */
    @Answers(headers = HttpHeaders.ETAG)
    @RolesAllowed({Role.CUSTOMER, Role.DRIVER, Role.OPERATOR, Role.ANALYST, Role.SERVICE})
    @GetMapping("/{id}")
    ResponseEntity<ItemView> get(@PathVariable long id) {
        return items.findById(new ItemId(id))
                .map(item -> view(HttpStatus.OK, item))
                .orElseThrow(() -> new NotFound("item", id));
    }

    /**
     * Adds an item (201) or changes it (200). Orders keep the name and the price that they were placed with. With a
     * {@code reorderLevel} and a {@code reorderTarget}, an item is produced up to its target when it falls below its level.
     */
    @Answers(
            value = {200, 201, 422},
            headers = HttpHeaders.ETAG)
    @RolesAllowed(Role.OPERATOR)
    @PutMapping("/{id}")
    ResponseEntity<ItemView> put(
            @PathVariable @Positive long id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestHeader(name = HttpHeaders.IF_NONE_MATCH, required = false) @Nullable String ifNoneMatch,
            @Valid @RequestBody Description described) {
        if (described.id() != null && described.id() != id) {
            throw new Unprocessable(List.of(new FieldError("id", "is not the id in the address")));
        }
        Catalogue.Put put = catalogue.put(
                new ItemId(id),
                described.name(),
                new Money(described.price()),
                described.factoryId(),
                Reorder.of(described.reorderLevel(), described.reorderTarget()),
                EntityTags.of(ifMatch, ifNoneMatch));
        return view(put.isNew() ? HttpStatus.CREATED : HttpStatus.OK, put.item());
    }

    /** Removes an item from the catalogue. Refused (409) while open orders need it. */
    @RolesAllowed(Role.OPERATOR)
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(
            @PathVariable long id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        catalogue.remove(new ItemId(id), EntityTags.of(ifMatch, null));
    }

    private static ResponseEntity<ItemView> view(HttpStatus status, Item item) {
        return ResponseEntity.status(status).eTag(item.tag()).body(ItemView.of(item));
    }
}
