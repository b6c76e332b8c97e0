package io.waybill.courier;

import java.util.List;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Slice;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface Drivers extends Repository<Driver, String> {

    long count();

    /** At most {@code most} driver ids, in order, skipping the first ones. */
    @Query(value = "select driver_id from driver order by driver_id limit :most offset :first", nativeQuery = true)
    List<String> ids(long first, int most);

    @Query("select d from Driver d where d.driverId > :after order by d.driverId")
    Slice<Driver> list(String after, Pageable part);

    boolean existsById(String driverId);
}
