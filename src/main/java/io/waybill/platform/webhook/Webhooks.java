package io.waybill.platform.webhook;

import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Slice;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface Webhooks extends Repository<Webhook, WebhookId> {

    Optional<Webhook> findById(WebhookId id);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("""
            select w from Webhook w where w.id.value = :id
            and w.owner = :owner and (:customer is null or w.customer.value = :customer)""")
    Optional<Webhook> lock(String id, String owner, @Nullable String customer);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select w from Webhook w where w.id.value = :id")
    Optional<Webhook> lock(String id);

    @Query("""
            select w from Webhook w where w.id.value = :id
            and w.owner = :owner and (:customer is null or w.customer.value = :customer)""")
    Optional<Webhook> find(String id, String owner, @Nullable String customer);

    @Query("""
            select w from Webhook w
            where w.owner = :owner and (:customer is null or w.customer.value = :customer)""")
    Page<Webhook> list(String owner, @Nullable String customer, Pageable page);

    @Query("""
            select w from Webhook w where w.id.value > :after
            and w.owner = :owner and (:customer is null or w.customer.value = :customer)""")
    Slice<Webhook> listAfter(String owner, @Nullable String customer, String after, Pageable part);

    @Query("select w.number from Webhook w where w.owner = :owner")
    List<Integer> numbers(String owner);

    /** Active webhooks that may report orders of these customers. */
    @Query("select w from Webhook w where w.active and (w.customer.value in :customers or w.customer.value is null)")
    List<Webhook> activeFor(Collection<String> customers);

    Webhook saveAndFlush(Webhook webhook);

    void delete(Webhook webhook);
}
