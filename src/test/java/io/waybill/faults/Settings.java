package io.waybill.faults;

import java.util.List;
import java.util.stream.Stream;

/**
 * How the suite runs, by system properties {@code faults.*}.
 *
 * @param isShort whether only the short form runs, as part of the build
 * @param runs per fault
 * @param seed of the first run of each fault; each further run has the next number
 * @param only the names of the faults to run; all if empty
 * @param mix how many runs of several faults at once
 * @param minutes for which these run at most in one sitting
 * @param orders per run
 * @param auditor whether Waybill's own auditor is asked, too
 * @param resume whether the finished faults of an interrupted suite are taken from its report
 */
record Settings(
        boolean isShort,
        int runs,
        long seed,
        List<String> only,
        int mix,
        int minutes,
        int orders,
        boolean auditor,
        boolean resume) {

    static Settings fromProperties() {
        boolean isShort = !Boolean.getBoolean("faults.full");
        return new Settings(
                isShort,
                Integer.getInteger("faults.runs", isShort ? 1 : 20),
                Long.getLong("faults.seed", System.currentTimeMillis() / 1000 % 1_000_000),
                Stream.of(System.getProperty("faults.only", "").split(",", -1))
                        .map(String::strip)
                        .filter(name -> !name.isEmpty())
                        .toList(),
                Integer.getInteger("faults.mix", isShort ? 0 : 200),
                Integer.getInteger("faults.minutes", 60),
                Integer.getInteger("faults.orders", isShort ? 15 : 20),
                !"false".equals(System.getProperty("faults.auditor")),
                Boolean.getBoolean("faults.resume"));
    }

    /** The same, without the settings that do not affect the results of a fault's runs. */
    Settings likeAnyOther() {
        return new Settings(isShort, runs, seed, List.of(), 0, 0, orders, auditor, false);
    }
}
