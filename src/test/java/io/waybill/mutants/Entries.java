package io.waybill.mutants;

import io.waybill.mutants.EntryPlay.Withdraws;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Entries for races. */
final class Entries implements Business {

    private static final String COMPLETED = "COMPLETED";
    private static final String REJECTED = "REJECTED";
    private static final String CANCELLED = "CANCELLED";
    private static final int PLENTY = 10;

    @Override
    public String process() {
        return "race-entry";
    }

    @Override
    public List<String> model() {
        return List.of("race-entry.bpmn");
    }

    @Override
    public List<Play> begin(World world) {
        Instant closes = world.time().plus(Duration.ofHours(1));
        String open = world.callers().race(closes, PLENTY, EntryPlay.FEE);
        String full = world.callers().race(closes, 1, EntryPlay.FEE);
        String freed = world.callers().race(closes, 1, EntryPlay.FEE);
        String left = world.callers().race(closes, 1, EntryPlay.FEE);
        return List.of(
                new EntryPlay(world, "a place", open, true, Withdraws.NEVER, COMPLETED),
                new EntryPlay(world, "no credit", open, false, Withdraws.NEVER, REJECTED),
                new EntryPlay(world, "withdrawn at once", open, true, Withdraws.AT_ONCE, CANCELLED),
                new EntryPlay(world, "withdrawn with a place", open, true, Withdraws.WHEN_CONFIRMED, CANCELLED),
                new EntryPlay(world, "withdrawn too late", open, true, Withdraws.TOO_LATE, COMPLETED),
                first(world, "the only place", full, Withdraws.NEVER, COMPLETED),
                new EntryPlay(world, "waits in vain", full, true, Withdraws.NEVER, REJECTED),
                first(world, "gives the only place back", freed, Withdraws.WHEN_SOMEBODY_WAITS, CANCELLED),
                new EntryPlay(world, "waits for a place", freed, true, Withdraws.NEVER, COMPLETED),
                first(world, "keeps the only place", left, Withdraws.NEVER, COMPLETED),
                new EntryPlay(world, "stops waiting", left, true, Withdraws.WHEN_WAITING, CANCELLED));
    }

    /** The first of two that want a place has it before the other one comes. */
    private static Play first(World world, String story, String race, Withdraws withdraws, String ends) {
        Play first = new EntryPlay(world, story, race, true, withdraws, ends);
        world.settle();
        return first;
    }
}
