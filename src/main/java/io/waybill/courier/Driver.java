package io.waybill.courier;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** A person who delivers. */
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
