package io.waybill.item;

import io.waybill.core.ItemId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The catalogue. */
public interface Items extends Repository<Item, ItemId> {

    Optional<Item> findById(ItemId id);

    boolean existsById(ItemId id);

    List<Item> findByIdIn(Collection<ItemId> ids);

    @Query("select i from Item i order by i.id.value")
    List<Item> list(Pageable page);

    Item save(Item item);

    @Modifying
    @Transactional
    @Query("delete from Item i where i.id = :id")
    int remove(ItemId id);
}
