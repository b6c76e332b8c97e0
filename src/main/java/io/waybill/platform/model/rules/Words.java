package io.waybill.platform.model.rules;

import io.waybill.platform.model.values.Outcome;

/** Parts of findings. */
final class Words {

    private Words() {}

    private static final int LONGEST = 80;

    /** A text of the model, not longer than a reader wants. */
    static String shortened(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }

    /** For which values something happens, and why: " when offer is 1 (Can't compare …)". */
    static String when(Outcome outcome) {
        String example = shortened(outcome.example());
        String why = outcome.result().failures().stream()
                .findFirst()
                .map(Words::shortened)
                .orElse("");
        return (example.isEmpty() ? "" : " when " + example) + (why.isEmpty() ? "" : " (%s)".formatted(why));
    }
}
