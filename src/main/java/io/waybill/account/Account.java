package io.waybill.account;

/** A customer's credit as REST shows it, in the currency's smallest unit. */
record Account(String customerId, long available, long held, long captured) {

    /** Changes whenever the account does. */
    String tag() {
        return "%d-%d-%d".formatted(available, held, captured);
    }
}
