package io.waybill.faults;

/** Something that must not be. */
record Violation(String rule, String what) {

    @Override
    public String toString() {
        return rule + ": " + what;
    }
}
