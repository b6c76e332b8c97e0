package io.waybill.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import one.convert.Arguments;
import one.convert.JfrToFlame;

/** Makes Java record where its time goes, and draws a flame graph of it. */
final class Profile {

    /** Otherwise threads that wait in native code would fill most of the picture. */
    private static final String NO_WAITING = "jdk.NativeMethodSample#enabled=false";

    private final Path directory;
    private final Map<String, Long> processes;
    private final List<String> recorded = new ArrayList<>();

    Profile(Path directory, Map<String, Long> processes) {
        this.directory = directory;
        this.processes = processes;
    }

    void begin(List<String> names) {
        recorded.addAll(names);
        recorded.forEach(name -> jcmd(name, "JFR.start", "name=benchmark", "settings=profile", NO_WAITING));
    }

    /** Returns the names of the files, by process. */
    Map<String, String> end(String about) {
        Map<String, String> files = new TreeMap<>();
        for (String name : recorded) {
            try {
                Path recording = Files.createTempFile(name, ".jfr");
                jcmd(name, "JFR.stop", "name=benchmark", "filename=" + recording);
                Path graph = directory.resolve("%s-%s-%s.html".formatted(LocalDate.now(), name, about));
                draw(recording, graph);
                Files.delete(recording);
                files.put(name, graph.getFileName().toString());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return files;
    }

    /** Draws the samples of running Java code. */
    static void draw(Path recording, Path graph) throws IOException {
        JfrToFlame.convert(recording.toString(), graph.toString(), new Arguments("--simple", "--minwidth", "0.2"));
    }

    private void jcmd(String name, String... command) {
        List<String> full = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                String.valueOf(processes.get(name))));
        full.addAll(List.of(command));
        Program.run(Map.of(), full);
    }
}
