package io.waybill.shop.item;

import io.waybill.core.ItemId;
import io.waybill.core.Money;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Version;
import org.jspecify.annotations.Nullable;

/** An item of the catalogue. */
@Entity
public class Item {

    @EmbeddedId
    private ItemId id;

    private String name;

    @AttributeOverride(name = "amount", column = @Column(name = "price"))
    private Money price;

    private long factoryId;

    private @Nullable Long reorderLevel;

    private @Nullable Long reorderTarget;

    @Version
    private @Nullable Integer version;

    @SuppressWarnings("NullAway.Init")
    protected Item() {}

    public ItemId id() {
        return id;
    }

    public String name() {
        return name;
    }

    public Money price() {
        return price;
    }

    /** The factory that makes it. */
    public long factoryId() {
        return factoryId;
    }

    /** When it is restocked; null if never. */
    @Nullable
    Reorder reorder() {
        return reorderLevel == null || reorderTarget == null ? null : new Reorder(reorderLevel, reorderTarget);
    }

    /** Changes with every change of the item. */
    String tag() {
        return String.valueOf(version);
    }

    void describe(String newName, Money newPrice, long newFactoryId, @Nullable Reorder newReorder) {
        this.name = newName;
        this.price = newPrice;
        this.factoryId = newFactoryId;
        this.reorderLevel = newReorder == null ? null : newReorder.level();
        this.reorderTarget = newReorder == null ? null : newReorder.target();
    }
}
