package io.waybill.mutants;

import io.waybill.mutants.World.Happening;
import io.waybill.mutants.World.Now;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Plays all stories at the same time, on one model. */
final class Stage {

    /** What fires again and again would otherwise go on for ever. */
    private static final int MOST_PASSES = 60;

    private final World world;

    Stage(World world) {
        this.world = world;
    }

    /**
     * What came of the stories.
     *
     * @param asTold whether all subjects ended as the stories say
     * @param told by story, what happened to its subjects
     * @param standing the subjects that came to no end, by story, with what an operator is told
     * @param broken what is wrong with the books or with what was promised
     */
    record Outcome(
            boolean asTold, Map<String, List<String>> told, Map<String, List<String>> standing, Set<String> broken) {}

    Outcome play(Business business) {
        List<Play> plays = business.begin(world);
        goOn(plays);

        Now now = world.now();
        Map<String, List<Happening>> timelines = world.timelines();
        List<Play> open =
                plays.stream().filter(play -> !now.hasEnded(play.key())).toList();
        Outcome outcome = new Outcome(
                plays.stream().allMatch(play -> now.statusOf(play.key()).equals(play.ends())),
                byStory(plays, play -> play.told(now, timelines.getOrDefault(play.key(), List.of()))),
                byStory(
                        open,
                        play -> now.statusOf(play.key())
                                + " "
                                + world.callers().incidents(business.process(), play.key())),
                new LinkedHashSet<>(broken(business, plays)));
        if (!open.isEmpty()) {
            open.stream()
                    .filter(play -> !now.isPastPivot(play.key()))
                    .filter(play -> !world.callers().end(business.process(), play.key()))
                    .map(play -> "“%s”: it could not be ended by force".formatted(play.story()))
                    .forEach(outcome.broken()::add);
            world.settle();
            broken(business, plays).stream()
                    .map(what -> "after it was ended by force: " + what)
                    .forEach(outcome.broken()::add);
        }
        return outcome;
    }

    private static Map<String, List<String>> byStory(List<Play> plays, Function<Play, String> told) {
        return plays.stream()
                .collect(Collectors.groupingBy(
                        Play::story, TreeMap::new, Collectors.mapping(told, Collectors.toList())));
    }

    /** Until all have ended and nothing is left to do, or nothing happens any more. */
    private void goOn(List<Play> plays) {
        int passes = 0;
        boolean more;
        do {
            world.settle();
            Now now = world.now();
            more = any(plays, play -> play.act(now));
            if (!more && passes < MOST_PASSES) {
                passes++;
                more = world.passTime(plays.stream().flatMap(play -> play.wakes(now).stream()));
            }
            more |= !more && any(plays, play -> play.actLate(now));
        } while (more);
    }

    /** Of all, not only of the first that does anything. */
    private static boolean any(List<Play> plays, Predicate<Play> acts) {
        return plays.stream().filter(acts).toList().size() > 0;
    }

    private List<String> broken(Business business, List<Play> plays) {
        Now now = world.now();
        List<String> broken = new ArrayList<>(world.violations());
        plays.forEach(play ->
                play.brokenPromises(now).forEach(what -> broken.add("“%s”: %s".formatted(play.story(), what))));
        broken.addAll(business.brokenBooks(world, plays, now));
        return broken;
    }
}
