package io.waybill.shop.item;

import io.waybill.core.ItemId;
import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Slice;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The catalogue. */
public interface Items extends Repository<Item, ItemId> {

    Optional<Item> findById(ItemId id);

    boolean existsById(ItemId id);

    List<Item> findByIdIn(Collection<ItemId> ids);

    /**
     * Those of the items that exist, to be ordered. None of them is removed or changed until the caller's transaction
     * ends. So either a removal sees the order, or the order sees that the item is gone.
     */
    @Lock(LockModeType.PESSIMISTIC_READ)
    @Query("select i from Item i where i.id in :ids order by i.id.value")
    List<Item> findForOrder(Collection<ItemId> ids);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select i from Item i where i.id = :id")
    Optional<Item> lock(ItemId id);

    @Query("""
            select i from Item i where i.id.value > :after
            and (:name is null or locate(:name, i.name) > 0) and (:factory is null or i.factoryId = :factory)
            order by i.id.value""")
    Slice<Item> list(long after, @Nullable String name, @Nullable Long factory, Pageable part);

    /** Returns 0, and changes nothing, if the item exists; waits for a transaction that is inserting it. */
    @Modifying
    @Transactional
    @NativeQuery("""
            insert ignore into item (item_id, name, price, factory_id, version)
            values (:id, :name, :price, :factory, :version)""")
    int add(long id, String name, long price, long factory, int version);

    @Modifying
    @Transactional
    @Query("delete from Item i where i.id = :id")
    int remove(ItemId id);

    void flush();
}
