package io.waybill.platform.business;

/** The setting {@code waybill.businesses} cannot be followed. */
class WrongBusinesses extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String advice;

    WrongBusinesses(String why, String advice) {
        super("The setting waybill.businesses is wrong: " + why);
        this.advice = advice;
    }

    String advice() {
        return advice;
    }
}
