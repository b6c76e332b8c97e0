package io.waybill.platform.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.waybill.core.saga.Step;
import io.waybill.core.saga.Step.Kind;
import java.util.Base64;

/** A drawing for each part that a job can play in a saga. */
final class TemplateIcons {

    private static final String PERSON = "<circle cx='9' cy='6' r='3'/><path d='M3 16a6 6 0 0 1 12 0'/>";

    private TemplateIcons() {}

    static String of(Step step) {
        Kind kind = step.kind();
        String svg =
                "<svg xmlns='http://www.w3.org/2000/svg' width='18' height='18' fill='none' stroke='%s' stroke-width='1.6' stroke-linecap='round' stroke-linejoin='round'>%s</svg>"
                        .formatted(colour(kind), step.byPeople() ? PERSON : drawing(kind));
        return "data:image/svg+xml;base64," + Base64.getEncoder().encodeToString(svg.getBytes(UTF_8));
    }

    private static String colour(Kind kind) {
        return switch (kind) {
            case NO_EFFECT -> "#667085";
            case COMPENSATABLE -> "#1d6fb8";
            case UNDO -> "#b54708";
            case PIVOT -> "#6938ef";
            case RETRIABLE, COMPLETION -> "#067647";
            case CLOSING -> "#b42318";
        };
    }

    private static String drawing(Kind kind) {
        return switch (kind) {
            // a dotted circle
            case NO_EFFECT -> "<circle cx='9' cy='9' r='6' stroke-dasharray='1 3'/>";
            // there and back
            case COMPENSATABLE -> "<path d='M3 6h11M11 3l3 3-3 3M15 12H4M7 9l-3 3 3 3'/>";
            // back
            case UNDO -> "<path d='M7 4L3 8l4 4M3 8h7a4 4 0 0 1 0 8H8'/>";
            // one way only
            case PIVOT -> "<path d='M9 1.5l7.5 7.5-7.5 7.5-7.5-7.5zM6 9h6M9.8 6.8l2.2 2.2-2.2 2.2'/>";
            // forward, and again
            case RETRIABLE -> "<path d='M15 9a6 6 0 1 1-2-4.5M15 2v3.5h-3.5'/>";
            // a tick
            case COMPLETION -> "<circle cx='9' cy='9' r='7'/><path d='M6 9l2 2 4-4'/>";
            // a cross
            case CLOSING -> "<circle cx='9' cy='9' r='7'/><path d='M6.5 6.5l5 5M11.5 6.5l-5 5'/>";
        };
    }
}
