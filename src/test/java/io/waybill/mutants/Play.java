package io.waybill.mutants;

import io.waybill.mutants.World.Happening;
import io.waybill.mutants.World.Now;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A subject of a process in a story: what its callers do about it, and what they were promised. */
abstract class Play {

    /** Times are told this exactly: the seconds that Waybill takes to do something are no difference. */
    private static final Duration EXACTLY = Duration.ofSeconds(30);

    private final World world;
    private final String story;
    private final String ends;
    private final boolean isRace;

    /**
     * @param story its name
     * @param ends the status in which it ends on the shipped model
     * @param isRace whether two things happen at the same time, so that either can be first
     */
    Play(World world, String story, String ends, boolean isRace) {
        this.world = world;
        this.story = story;
        this.ends = ends;
        this.isRace = isRace;
    }

    World world() {
        return world;
    }

    String story() {
        return story;
    }

    String ends() {
        return ends;
    }

    /** The business key. */
    abstract String key();

    /** Does what is next to do. Returns whether there was anything. */
    abstract boolean act(Now now);

    /** Does what is only done when nothing else happens any more. */
    boolean actLate(Now now) {
        return false;
    }

    /** When it will do something for which it is too early now. */
    Optional<Instant> wakes(Now now) {
        return Optional.empty();
    }

    /** What was promised, and is not so. */
    abstract List<String> brokenPromises(Now now);

    /** What is wrong with an account from which this was to be paid, and nothing else. */
    List<String> brokenAccount(Now now, String customer, long credit, long due) {
        List<String> broken = new ArrayList<>();
        World.Account account = world.account(customer);
        String status = now.statusOf(key());
        if (now.hasEnded(key())) {
            boolean isDue = now.hasSucceeded(key());
            World.Account right = new World.Account(isDue ? credit - due : credit, 0, isDue ? due : 0);
            if (!account.equals(right)) {
                broken.add("it is %s and costs %d, and of %d there is %s".formatted(status, due, credit, account));
            }
        } else if (account.available() + account.held() + account.captured() != credit) {
            broken.add("it is %s, and of %d there is %s".formatted(status, credit, account));
        } else if (account.captured() > 0 && !now.isPastPivot(key())) {
            broken.add("it is %s, and %d was charged".formatted(status, account.captured()));
        }
        return broken;
    }

    /** What happened to it, with when. What happens at the same time has no order; in a race, only the end counts. */
    String told(Now now, List<Happening> timeline) {
        String status = now.statusOf(key());
        return isRace
                ? status
                : timeline.stream()
                                .collect(Collectors.groupingBy(
                                        happening -> Duration.between(
                                                        timeline.getFirst().at(), happening.at())
                                                .plus(EXACTLY.dividedBy(2))
                                                .dividedBy(EXACTLY),
                                        TreeMap::new,
                                        Collectors.mapping(
                                                happening -> happening.step() + " " + happening.outcome(),
                                                Collectors.toCollection(TreeSet::new))))
                        + " " + status;
    }
}
