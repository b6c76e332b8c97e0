package io.waybill.platform.model;

/** How bad a finding is. */
public enum Severity {
    /** The model must not run. */
    ERROR,
    /** It may run, but somebody should have looked. */
    WARNING
}
