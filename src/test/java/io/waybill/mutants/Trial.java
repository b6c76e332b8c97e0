package io.waybill.mutants;

import static java.util.Objects.requireNonNull;

import io.waybill.mutants.Stage.Outcome;
import io.waybill.platform.model.ModelCheck;
import io.waybill.platform.model.source.Finding;
import io.waybill.platform.model.source.Severity;
import io.waybill.platform.model.source.Source;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Checks mutants, and plays the stories on those that are called right. */
final class Trial {

    private static final Logger log = LoggerFactory.getLogger(Trial.class);

    private static final int WRITTEN_AFTER = 50;

    private final ModelCheck check;
    private final boolean refuses;
    private final World world;
    private final List<String> model;
    private final Outcome shipped;

    /**
     * @param refuses whether what the check finds wrong is not played
     * @param model the names of its files; the process first
     */
    Trial(ModelCheck check, boolean refuses, World world, List<String> model) {
        this.check = check;
        this.refuses = refuses;
        this.world = world;
        this.model = model;
        Outcome right = play(model.stream()
                .map(file -> new Source(file, Mutant.shipped(file)))
                .toList());
        boolean endsAsTold = Story.OF_ORDERS.stream()
                .allMatch(story ->
                        requireNonNull(right.ends().get(story.name())).stream().allMatch(story.ends()::equals));
        if (!right.broken().isEmpty() || !endsAsTold) {
            throw new IllegalStateException("The shipped model is not right: " + right);
        }
        shipped = right;
    }

    /** What came of a mutant. */
    enum Verdict {
        REFUSED,
        /** Called right, but the engine does not take it. */
        NOT_TAKEN,
        EQUIVALENT,
        DIFFERENT,
        STOOD_STILL,
        BROKEN;

        /** Whether somebody should look at it. */
        boolean isNotable() {
            return this == NOT_TAKEN || this == STOOD_STILL || this == BROKEN;
        }
    }

    /** @param why what was found or happened, if it is worth telling */
    record Result(Mutant mutant, Verdict verdict, List<String> why) {}

    /** Tries so many mutants, from a seed on. The report is written as it grows. */
    Report of(long seed, int count) {
        Report report = new Report(seed);
        for (long one = seed; one < seed + count; one++) {
            Result result = result(Mutant.of(model, one));
            report.add(result);
            if (result.verdict().isNotable()) {
                log.warn("{}: {}: {}", result.verdict(), result.mutant(), result.why());
            }
            if (one % WRITTEN_AFTER == 0 || one == seed + count - 1) {
                report.write();
                log.info("Seed {}: {}", one, report.all());
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
            return new Result(mutant, Verdict.BROKEN, outcome.broken());
        }
        if (!outcome.standing().isEmpty()) {
            return new Result(
                    mutant,
                    Verdict.STOOD_STILL,
                    outcome.standing().entrySet().stream()
                            .map(story -> "“%s”: %s".formatted(story.getKey(), story.getValue()))
                            .toList());
        }
        return new Result(mutant, isLike(outcome) ? Verdict.EQUIVALENT : Verdict.DIFFERENT, List.of());
    }

    /** Of two things at the same time, either can be first; then only the end counts. */
    private boolean isLike(Outcome outcome) {
        return Story.OF_ORDERS.stream()
                .allMatch(story -> story.isRace()
                        ? Objects.equals(
                                shipped.ends().get(story.name()), outcome.ends().get(story.name()))
                        : Objects.equals(
                                shipped.told().get(story.name()), outcome.told().get(story.name())));
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
        return new Stage(world).play(Story.OF_ORDERS);
    }
}
