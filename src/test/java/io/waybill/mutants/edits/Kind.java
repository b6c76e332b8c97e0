package io.waybill.mutants.edits;

/** What people would call an edit. */
public enum Kind {
    DELETE,
    MOVE,
    RECONNECT,
    DUPLICATE,
    RETYPE,
    RENAME,
    CONDITION,
    MAPPING,
    KEY,
    TIMER,
    DEFAULT,
    INTERRUPTION,
    SETTING,
    LISTENER,
    CELL
}
