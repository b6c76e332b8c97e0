package io.waybill;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** All pages of the repository that are written for people. */
class Documents {

    private static final List<String> FOLDERS = List.of("docs", "benchmarks", "src/test/resources/scenarios");

    /** Their paths, relative to the root of the repository. */
    static List<Path> all() throws IOException {
        Stream<Path> all = listed(Path.of(""), 1);
        for (String folder : FOLDERS) {
            all = Stream.concat(all, listed(Path.of(folder), Integer.MAX_VALUE));
        }
        return all.toList();
    }

    private static Stream<Path> listed(Path folder, int depth) throws IOException {
        try (Stream<Path> files = Files.walk(folder, depth)) {
            return files
                    .filter(file -> file.toString().endsWith(".md"))
                    .filter(file -> !file.toString().contains("node_modules"))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    private Documents() {}
}
