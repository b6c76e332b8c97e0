package io.waybill.platform.idempotency;

import org.springframework.http.ResponseEntity;

/** What became of one call. */
public sealed interface Outcome<T> {

    /** It took effect. */
    record Done<T>(ResponseEntity<T> answer) implements Outcome<T> {}

    /** It had no effect, for this reason; a separate call would have thrown this exception. */
    record Refused<T>(RuntimeException why) implements Outcome<T> {}
}
