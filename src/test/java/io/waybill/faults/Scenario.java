package io.waybill.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Runs of one kind: a row of the report.
 *
 * @param limit after which no further run begins
 * @param faults by the seed of the run
 */
record Scenario(String name, String what, int runs, Duration limit, LongFunction<List<Fault>> faults) {

    private static final String MIX = "mix";
    private static final Duration NO_LIMIT = Duration.ofDays(1);

    static Stream<Scenario> of(Settings settings) {
        if (!settings.only().isEmpty()) {
            return settings.only().stream()
                    .map(name -> name.equals(MIX) ? mix(settings) : named(name, settings.runs()));
        }
        if (settings.isShort()) {
            return shortForm(settings);
        }
        Stream<Scenario> each = Faults.ALL.stream().map(fault -> named(fault.name(), settings.runs()));
        return settings.mix() == 0 ? each : Stream.concat(each, Stream.of(mix(settings)));
    }

    /** @param name of a fault, or of several at once, joined by + */
    private static Scenario named(String name, int runs) {
        List<Fault> faults = Stream.of(name.split("\\+", -1)).map(Faults::named).toList();
        return new Scenario(
                name, String.join("; ", faults.stream().map(Fault::what).toList()), runs, NO_LIMIT, seed -> faults);
    }

    private static Scenario mix(Settings settings) {
        return new Scenario(
                MIX,
                "two or three of the above at once",
                settings.mix(),
                Duration.ofMinutes(settings.minutes()),
                Scenario::severalAtOnce);
    }

    /** Every point at which Waybill can be killed, each combined with another fault. */
    private static Stream<Scenario> shortForm(Settings settings) {
        List<Fault> beside = new ArrayList<>(Faults.ALL.stream()
                .filter(fault -> !fault.parts().contains(Fault.Part.WAYBILL) && fault.isQuick())
                .toList());
        Collections.shuffle(beside, new Random(settings.seed()));
        List<Fault> kills = Faults.ALL.stream()
                .filter(fault -> fault.parts().contains(Fault.Part.WAYBILL) && fault.isQuick())
                .toList();
        return IntStream.range(0, kills.size())
                .mapToObj(i -> named(
                        kills.get(i).name() + "+"
                                + besides(kills.get(i), beside, i).name(),
                        1));
    }

    private static Fault besides(Fault kill, List<Fault> others, int turn) {
        List<Fault> fitting = others.stream()
                .filter(other -> Collections.disjoint(other.parts(), kill.parts()))
                .toList();
        return fitting.get(turn % fitting.size());
    }

    static List<Fault> severalAtOnce(long seed) {
        List<Fault> shuffled = new ArrayList<>(
                Faults.ALL.stream().filter(Fault::goesWithOthers).toList());
        Random random = new Random(seed);
        Collections.shuffle(shuffled, random);
        int wanted = random.nextInt(2, 4);
        Set<Fault.Part> taken = EnumSet.noneOf(Fault.Part.class);
        List<Fault> chosen = new ArrayList<>();
        for (Fault fault : shuffled) {
            if (chosen.size() < wanted && Collections.disjoint(taken, fault.parts())) {
                taken.addAll(fault.parts());
                chosen.add(fault);
            }
        }
        return chosen;
    }
}
