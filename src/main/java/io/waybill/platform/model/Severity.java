package io.waybill.platform.model;

/** How bad a finding is. */
public enum Severity {
    /** The model must not run. */
    ERROR,
    /** The model may run, but somebody should look at it first. */
    WARNING
}
