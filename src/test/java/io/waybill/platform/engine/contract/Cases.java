package io.waybill.platform.engine.contract;

import java.util.function.Supplier;
import java.util.stream.Stream;

/** All cases. */
final class Cases {

    private Cases() {}

    static Stream<Case> all() {
        return Stream.<Supplier<Stream<Case>>>of(
                        FeelCases::all,
                        FlowCases::all,
                        MappingCases::all,
                        MessageCases::all,
                        UndoCases::all,
                        EventCases::all,
                        LoopCases::all,
                        DecisionCases::all)
                .flatMap(Supplier::get);
    }
}
