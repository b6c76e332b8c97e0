package io.waybill.courier.reservation;

import jakarta.persistence.LockModeType;
import java.util.Optional;
import org.springframework.data.jpa.repository.EntityGraph;
import org.springframework.data.jpa.repository.JpaSpecificationExecutor;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** The reservations as aggregates. */
public interface Reservations extends Repository<Reservation, ReservationId>, JpaSpecificationExecutor<Reservation> {

    @EntityGraph(attributePaths = "offers")
    Optional<Reservation> findById(ReservationId id);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select r from Reservation r where r.id = :id")
    Optional<Reservation> lock(ReservationId id);

    Reservation save(Reservation reservation);

    @Query("select r.status from Reservation r where r.id = :id")
    Optional<ReservationStatus> statusOf(ReservationId id);

    @Query("select count(r) > 0 from Reservation r where r.id = :id and r.cancelRequestedAt is not null")
    boolean isCancelRequested(ReservationId id);

    @NativeQuery("select count(*) from driver")
    long drivers();

    /** A driver's id by its place among all, counted from 0. */
    @NativeQuery("select driver_id from driver order by driver_id limit 1 offset :place")
    Optional<String> driver(long place);

    /** The first driver from an id on who is free at the time of a reservation and was not asked yet. */
    @NativeQuery("""
            select d.driver_id from reservation r join driver d on d.driver_id >= :from
            where r.reservation_id = :reservation and not exists (select 1 from reservation_offer o
              where o.reservation_id = r.reservation_id and o.driver_id = d.driver_id)
            and not exists (select 1 from reservation b
              where b.driver_id = d.driver_id and b.starts_at < r.ends_at and b.ends_at > r.starts_at)
            order by d.driver_id limit 1""")
    Optional<String> freeDriver(String reservation, String from);

    /** Locks a driver: whoever gives them another reservation waits until the current transaction is over. */
    @NativeQuery("select driver_id from driver where driver_id = :driver for update")
    Optional<String> lockDriver(String driver);

    /** The reservation that a driver has already accepted for a part of the time of this one. */
    @NativeQuery("""
            select b.reservation_id from reservation r
            join reservation b on b.driver_id = :driver and b.starts_at < r.ends_at and b.ends_at > r.starts_at
            where r.reservation_id = :reservation and b.reservation_id <> r.reservation_id limit 1""")
    Optional<String> overlapping(String driver, String reservation);
}
