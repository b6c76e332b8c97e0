package io.waybill.mutants.edits;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * An edit that a modeler offers.
 *
 * @param kind what people would call it
 * @param how makes it somewhere and says where; empty if there is nowhere to make it
 */
record Edit(Kind kind, Function<Drawing, Optional<String>> how) {

    /** All edits of processes. */
    static final List<Edit> OF_PROCESSES = Stream.of(
                    LineEdits.ALL.stream(), TypeEdits.ALL.stream(), DataEdits.ALL.stream())
            .flatMap(Function.identity())
            .toList();

    /** All edits of decisions. */
    static final List<Edit> OF_DECISIONS = TableEdits.ALL;
}
