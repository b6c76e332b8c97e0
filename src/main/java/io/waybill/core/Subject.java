package io.waybill.core;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;

/**
 * What a process instance is about: an order that is fulfilled, for example. Two processes may have the same business
 * key, such as the fulfilment of an order and a later survey about it.
 *
 * @param process the id of the process, as in the models
 * @param key the business key: at most 36 printable ASCII characters. In the tables of the platform it is in the column
 *     {@code order_id}, which is older than the second process
 */
@Embeddable
public record Subject(
        @Column(name = "process_id") String process,
        @Column(name = "order_id") String key) {

    @Override
    public String toString() {
        return process + " " + key;
    }
}
