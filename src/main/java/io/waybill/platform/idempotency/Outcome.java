package io.waybill.platform.idempotency;

import org.springframework.http.ResponseEntity;

/** What became of one call. */
public sealed interface Outcome<T> {

    /** It had its effect. */
    record Done<T>(ResponseEntity<T> answer) implements Outcome<T> {}

    /** It has no effect, for the reason given; a call of its own would have ended with this exception. */
    record Refused<T>(RuntimeException why) implements Outcome<T> {}
}
