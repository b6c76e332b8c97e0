package io.waybill.platform.process;

/** Whether a subject is still open. */
public enum Standing {
    /** There is no such subject, or nobody here owns its process. */
    UNKNOWN,
    OPEN,
    ENDED
}
