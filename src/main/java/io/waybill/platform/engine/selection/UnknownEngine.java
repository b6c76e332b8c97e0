package io.waybill.platform.engine.selection;

/** The settings name an engine that does not exist. */
class UnknownEngine extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnknownEngine(String name) {
        super("The setting waybill.engine is “%s”, but there is no such engine.".formatted(name));
    }
}
