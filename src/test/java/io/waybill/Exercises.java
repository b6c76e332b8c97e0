package io.waybill;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The solutions of the exercises for analysts: the shipped files with the differences that each exercise keeps. */
public final class Exercises {

    /** What each exercise keeps: its differences, scenarios, changes and picture. */
    public static final Path KEPT = Path.of("docs/exercises");

    private static final Path MADE = Path.of("target/exercises");
    private static final String COMPLAINT = make();

    private Exercises() {}

    private static String make() {
        try {
            Process make = new ProcessBuilder("docs/make-exercises")
                    .redirectErrorStream(true)
                    .start();
            String printed = new String(make.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return make.waitFor() == 0 ? "" : printed;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The files that the solutions change, in a folder for each exercise. */
    public static Path made() {
        if (!COMPLAINT.isEmpty()) {
            throw new AssertionError(COMPLAINT);
        }
        return MADE;
    }

    public static List<String> names() {
        try (Stream<Path> folders = Files.list(KEPT)) {
            return folders.map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The process of the solution that changes it. */
    public static String modelOf(String exercise) {
        try {
            return Files.readString(made().resolve(exercise).resolve("order-fulfilment.bpmn"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
