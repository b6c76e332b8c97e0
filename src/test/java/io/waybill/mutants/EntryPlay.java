package io.waybill.mutants;

import io.waybill.mutants.World.Now;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** An entry for a race. */
final class EntryPlay extends Play {

    static final long FEE = 5_000;

    enum Withdraws {
        NEVER,
        AT_ONCE,
        WHEN_CONFIRMED,
        WHEN_WAITING,
        WHEN_SOMEBODY_WAITS,
        /** When it has ended. */
        TOO_LATE
    }

    private final String race;
    private final long credit;
    private final Withdraws withdraws;
    private final String runner;
    private final String id;
    private boolean asked;
    private boolean withdrawn;

    EntryPlay(World world, String story, String race, boolean hasCredit, Withdraws withdraws, String ends) {
        super(world, story, ends, withdraws == Withdraws.AT_ONCE);
        this.race = race;
        this.withdraws = withdraws;
        credit = hasCredit ? 10 * FEE : FEE - 1;
        runner = world.callers().customer(credit);
        id = world.callers().enter(race, runner);
        if (withdraws == Withdraws.AT_ONCE) {
            withdraw();
        }
    }

    @Override
    String key() {
        return id;
    }

    private void withdraw() {
        asked = true;
        withdrawn = world().callers().tell("/entries/%s/withdrawal".formatted(id), Map.of());
    }

    @Override
    boolean act(Now now) {
        boolean acts = !asked
                && switch (withdraws) {
                    case NEVER, AT_ONCE -> false;
                    case WHEN_CONFIRMED -> now.statusOf(id).equals("CONFIRMED");
                    case WHEN_WAITING -> now.statusOf(id).equals("WAITING");
                    case WHEN_SOMEBODY_WAITS -> waiting(now) > 0;
                    case TOO_LATE -> now.hasEnded(id);
                };
        if (acts) {
            withdraw();
        }
        return acts;
    }

    private record Waiting(String race, int waiting) {}

    private int waiting(Now now) {
        return now.of(race, Waiting.class, Waiting::race, "select race_id as race, waiting from race")
                .getFirst()
                .waiting();
    }

    @Override
    List<String> brokenPromises(Now now) {
        List<String> broken = new ArrayList<>(brokenAccount(now, runner, credit, FEE));
        if (withdrawn && (now.hasSucceeded(id) || now.isPastPivot(id))) {
            broken.add("its withdrawal was accepted, and it is " + now.statusOf(id));
        }
        return broken;
    }
}
