package io.waybill.mutants;

import io.waybill.mutants.Stage.Outcome;
import io.waybill.mutants.edits.Mutant;
import io.waybill.platform.model.ModelCheck;
import io.waybill.platform.model.source.Finding;
import io.waybill.platform.model.source.Severity;
import io.waybill.platform.model.source.Source;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Checks mutants, and plays the stories on those that are called right. */
final class Trial {

    private static final Logger log = LoggerFactory.getLogger(Trial.class);

    private static final int WRITTEN_AFTER = 50;

    private final ModelCheck check;
    private final boolean refuses;
    private final World world;
    private final Business business;
    private final Outcome shipped;

    /** @param refuses whether what the check finds wrong is not played */
    Trial(ModelCheck check, boolean refuses, World world, Business business) {
        this.check = check;
        this.refuses = refuses;
        this.world = world;
        this.business = business;
        shipped = play(business.model().stream()
                .map(file -> new Source(file, Mutant.shipped(file)))
                .toList());
        if (!shipped.broken().isEmpty() || !shipped.asTold()) {
            throw new IllegalStateException("The shipped model is not right: " + shipped);
        }
    }

    /** What came of a mutant. */
    enum Verdict {
        REFUSED,
        /** Called right, but the engine does not take it. */
        NOT_TAKEN,
        EQUIVALENT,
        DIFFERENT,
        STUCK,
        BROKEN;

        /** Whether somebody should look at it. */
        boolean isNotable() {
            return this == NOT_TAKEN || this == STUCK || this == BROKEN;
        }
    }

    /** @param why what was found or happened, if it is worth telling */
    record Result(Mutant mutant, Verdict verdict, List<String> why) {}

    /** Tries so many mutants, from a seed on. The report is written as it grows. */
    Report of(long seed, int count) {
        Report report = new Report(business.process(), seed);
        for (long one = seed; one < seed + count; one++) {
            Result result = result(Mutant.of(business.model(), one));
            report.add(result);
            if (result.verdict().isNotable()) {
                log.warn("{}: {}: {}", result.verdict(), result.mutant(), result.why());
            }
            if (one % WRITTEN_AFTER == 0 || one == seed + count - 1) {
                report.write();
                log.info("{}, seed {}: {}", business.process(), one, report.all());
            }
        }
        return report;
    }

    private Result result(Mutant mutant) {
        List<Finding> errors = check.check(mutant.files()).findings().stream()
                .filter(finding -> finding.severity() == Severity.ERROR)
                .toList();
        if (refuses && !errors.isEmpty()) {
            return new Result(
                    mutant,
                    Verdict.REFUSED,
                    errors.stream().map(Finding::rule).distinct().toList());
        }
        Outcome outcome;
        try {
            outcome = play(mutant.files());
        } catch (NotTaken e) {
            return new Result(mutant, Verdict.NOT_TAKEN, List.of(String.valueOf(e.getMessage())));
        }
        if (!outcome.broken().isEmpty()) {
            return new Result(mutant, Verdict.BROKEN, List.copyOf(outcome.broken()));
        }
        if (!outcome.standing().isEmpty()) {
            return new Result(
                    mutant,
                    Verdict.STUCK,
                    outcome.standing().entrySet().stream()
                            .map(story -> "“%s”: %s".formatted(story.getKey(), story.getValue()))
                            .toList());
        }
        return new Result(
                mutant, outcome.told().equals(shipped.told()) ? Verdict.EQUIVALENT : Verdict.DIFFERENT, List.of());
    }

    private static final class NotTaken extends RuntimeException {

        private static final long serialVersionUID = 1L;

        NotTaken(RuntimeException why) {
            super(why.getMessage(), why);
        }
    }

    private Outcome play(List<Source> files) {
        world.wipe();
        try {
            world.deploy(files);
        } catch (RuntimeException e) {
            throw new NotTaken(e);
        }
        return new Stage(world).play(business);
    }
}
