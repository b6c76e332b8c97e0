package io.waybill.courier;

import java.util.List;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Slice;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface Drivers extends Repository<Driver, String> {

    @Query("select d.driverId from Driver d order by d.driverId")
    List<String> ids();

    @Query("select d from Driver d where d.driverId > :after order by d.driverId")
    Slice<Driver> list(String after, Pageable part);

    boolean existsById(String driverId);
}
