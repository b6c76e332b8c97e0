package io.waybill.platform.model.source;

import org.springframework.modulith.NamedInterface;

/** How bad a finding is. */
@NamedInterface("source")
public enum Severity {
    /** The model must not run. */
    ERROR,
    /** The model may run, but somebody should look at it first. */
    WARNING
}
