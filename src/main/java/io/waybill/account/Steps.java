package io.waybill.account;

import io.waybill.core.OrderId;
import io.waybill.core.Subject;

/**
 * The steps of this module: their job types, which the timeline shows too. Orders have steps with names of their own.
 *
 * @param costs says what has to be paid
 */
record Steps(String reserve, String release, String capture, String costs) {

    static final String RESERVE = "account.reserve";
    static final String RELEASE = "account.release";
    static final String CAPTURE = "account.capture";

    static final String HOLD_FEE = "fee.hold";
    static final String RELEASE_FEE = "fee.release";
    static final String CHARGE_FEE = "fee.capture";

    private static final Steps OF_ORDERS = new Steps(RESERVE, RELEASE, CAPTURE, "The order costs %s");
    private static final Steps OF_OTHERS = new Steps(HOLD_FEE, RELEASE_FEE, CHARGE_FEE, "The fee is %s");

    static Steps of(Subject subject) {
        return OrderId.of(subject).isPresent() ? OF_ORDERS : OF_OTHERS;
    }
}
