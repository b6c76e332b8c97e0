package io.waybill.courier;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** Somebody who delivers. */
@Entity
class Driver {

    @Id
    private String driverId;

    private String name;

    @SuppressWarnings("NullAway.Init")
    protected Driver() {}

    String id() {
        return driverId;
    }

    String name() {
        return name;
    }
}
