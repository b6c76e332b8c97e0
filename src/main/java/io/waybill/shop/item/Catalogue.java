package io.waybill.shop.item;

import io.waybill.core.ItemId;
import io.waybill.core.ItemUses;
import io.waybill.core.Money;
import io.waybill.core.refusal.Conflict;
import io.waybill.core.refusal.NotFound;
import io.waybill.core.refusal.Precondition;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Changes the catalogue. */
@Service
class Catalogue {

    private final Items items;
    private final ItemUses uses;

    Catalogue(Items items, ItemUses uses) {
        this.items = items;
        this.uses = uses;
    }

    /** An item after the change. */
    record Put(Item item, boolean isNew) {}

    /** Adds the item, or changes it if it exists. */
    @Transactional
    public Put put(
            ItemId id, String name, Money price, long factory, @Nullable Reorder reorder, Precondition condition) {
        Optional<Item> known = items.lock(id);
        // Rolled back if the condition does not hold.
        boolean isNew = known.isEmpty() && items.add(id.value(), name, price.amount(), factory, firstVersion()) == 1;
        Item item = known.or(() -> items.lock(id))
                .orElseThrow(() -> new Conflict("Somebody else has just removed item " + id));
        condition.check(isNew ? null : item.tag());
        item.describe(name, price, factory, reorder);
        items.flush();
        return new Put(item, isNew);
    }

    /** Random, so that the tag of a removed item does not match one that is added in its place. */
    private static int firstVersion() {
        return ThreadLocalRandom.current().nextInt(1 << 30);
    }

    /**
     * Removes the item.
     *
     * @throws NotFound if there is no such item
     * @throws Conflict if it is still needed
     */
    @Transactional
    public void remove(ItemId id, Precondition condition) {
        Item item = items.lock(id).orElseThrow(() -> new NotFound("item", id));
        condition.check(item.tag());
        if (uses.isInOpenOrder(id)) {
            throw new Conflict("Open orders still contain item %s; remove it when they have ended".formatted(id));
        }
        items.remove(id);
    }
}
