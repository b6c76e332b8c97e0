package io.waybill.mutants;

import java.util.List;

/** Reservations of drivers. */
final class Reservations implements Business {

    static final String PROCESS = "driver-reservation";

    @Override
    public String process() {
        return PROCESS;
    }

    @Override
    public List<String> model() {
        return List.of("driver-reservation.bpmn");
    }

    @Override
    public List<Play> begin(World world) {
        return ReservationStory.ALL.stream()
                .<Play>map(story -> new ReservationPlay(world, story, ReservationStory.ALL.indexOf(story)))
                .toList();
    }
}
