package io.waybill.platform.webhook;

import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Slice;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface WebhookDeliveries extends Repository<WebhookDelivery, DeliveryId> {

    Optional<WebhookDelivery> findById(DeliveryId id);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select d from WebhookDelivery d where d.id.value = :id")
    Optional<WebhookDelivery> lock(String id);

    @Query("""
            select d from WebhookDelivery d
            where d.webhook = :webhook and (:status is null or d.status = :status) order by d.id.value desc""")
    Page<WebhookDelivery> list(WebhookId webhook, WebhookDelivery.@Nullable Status status, Pageable page);

    @Query("""
            select d from WebhookDelivery d where d.id.value < :before
            and d.webhook = :webhook and (:status is null or d.status = :status) order by d.id.value desc""")
    Slice<WebhookDelivery> listBefore(
            WebhookId webhook, WebhookDelivery.@Nullable Status status, String before, Pageable part);

    WebhookDelivery save(WebhookDelivery delivery);

    List<WebhookDelivery> saveAll(Iterable<WebhookDelivery> deliveries);

    /** Deletes at most so many at once, to hold no lock for long, and returns how many it deleted. */
    @Modifying
    @NativeQuery("delete from webhook_delivery where created_at < :then order by created_at limit :atMost")
    int forgetBefore(Instant then, int atMost);
}
