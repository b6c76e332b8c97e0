package io.waybill.platform.engine.embedded.dialect.translation;

/** What the {@link Translation} writes where the engine expects an expression of its own. */
public final class Marks {

    public static final String JOB = "#job";
    public static final String SCRIPT = "#script";
    public static final String DECISION = "#decision";
    public static final String TEXT = "#text ";

    /** A message's name and correlation key, which together make the name of an event. */
    public static final String MESSAGE = "#message ";

    /** The same for a boundary event, which does not see the element's own variables. */
    public static final String BOUNDARY_MESSAGE = "#boundary-message ";

    public static final String KEY = " #key ";

    private Marks() {}

    public static String message(String name, String key, boolean boundary) {
        return (boundary ? BOUNDARY_MESSAGE : MESSAGE) + name + KEY + key;
    }
}
