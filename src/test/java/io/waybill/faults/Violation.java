package io.waybill.faults;

/** A rule that was broken, and how. */
record Violation(String rule, String what) {

    @Override
    public String toString() {
        return rule + ": " + what;
    }
}
