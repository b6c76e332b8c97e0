package io.waybill.mutants.edits;

import io.waybill.platform.model.source.Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * The shipped models with one to three edits in one of the files.
 *
 * @param seed makes the same mutant again
 * @param edited the file with the edits
 * @param kinds of edits
 * @param edits what was done, for people
 * @param files all files of the model, by which it is deployed
 */
public record Mutant(long seed, String edited, Set<Kind> kinds, List<String> edits, List<Source> files) {

    private static final Path SHIPPED = Path.of("src/main/resources/bpmn");
    private static final List<Kind> KINDS = List.of(Kind.values());
    private static final int MOST_EDITS = 3;

    /** So many mutants, and one of them has another decision instead of another process. */
    private static final int ONE_IN = 6;

    /** A mutant of a model. */
    public static Mutant of(List<String> model, long seed) {
        Random random = new Random(seed);
        // The first numbers of neighbouring seeds are alike.
        random.nextLong();
        String edited = model.size() == 1 || random.nextInt(ONE_IN) > 0 ? model.getFirst() : model.getLast();
        Drawing drawing = new Drawing(shipped(edited), random);
        Set<Kind> kinds = EnumSet.noneOf(Kind.class);
        List<String> edits = new ArrayList<>();
        int wanted = 1 + random.nextInt(MOST_EDITS);
        List<Edit> all = edited.endsWith(".dmn") ? Edit.OF_DECISIONS : Edit.OF_PROCESSES;
        while (edits.size() < wanted) {
            Kind kind = drawing.pick(KINDS).orElseThrow();
            Optional<Edit> edit =
                    drawing.pick(all.stream().filter(one -> one.kind() == kind).toList());
            edit.flatMap(one -> one.how().apply(drawing)).ifPresent(done -> {
                kinds.add(kind);
                edits.add(done);
            });
        }
        String text = edited.endsWith(".dmn") ? Xml.write(drawing.document()) : drawing.save();
        return new Mutant(
                seed,
                edited,
                kinds,
                edits,
                model.stream()
                        .map(file -> new Source(file, file.equals(edited) ? text : shipped(file)))
                        .toList());
    }

    /** A file as it is in the jar. */
    public static String shipped(String file) {
        try {
            return Files.readString(SHIPPED.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return "seed %d: %s".formatted(seed, String.join("; ", edits));
    }
}
