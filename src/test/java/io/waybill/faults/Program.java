package io.waybill.faults;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Runs {@link FaultyWaybill} so that it starts quickly: its classes and those of the tests are packed into jars,
 * because Java's AOT cache works only for jars. A first run creates the cache.
 */
final class Program {

    private final Path directory;
    private final String classPath;
    private final Path wrongClock;

    private Program(Path directory, String classPath) {
        this.directory = directory;
        this.classPath = classPath;
        wrongClock = WrongClock.pack(directory);
    }

    /** The agent that sets Waybill's clock wrong. */
    Path wrongClock() {
        return wrongClock;
    }

    /** @param directory where the jars and the cache are kept; those of another build are replaced */
    static Program pack(Path directory) {
        List<String> entries = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            if (!entry.isEmpty()) {
                entries.add(Files.isDirectory(Path.of(entry)) ? jar(Path.of(entry), directory) : entry);
            }
        }
        return new Program(directory, String.join(File.pathSeparator, entries));
    }

    private static String jar(Path classes, Path directory) {
        Path jar = directory.resolve(classes.getFileName() + ".jar").toAbsolutePath();
        int status = ToolProvider.findFirst("jar")
                .orElseThrow()
                .run(
                        System.out,
                        System.err,
                        "--create",
                        "--no-compress",
                        "--file",
                        jar.toString(),
                        "-C",
                        classes.toString(),
                        ".");
        if (status != 0) {
            throw new IllegalStateException("Cannot pack " + classes);
        }
        return jar.toString();
    }

    private Path cache() {
        return directory.resolve("waybill.aot").toAbsolutePath();
    }

    /** The command of a run. The first run that is stopped, not killed, creates the cache. */
    List<String> command() {
        String cache = (Files.exists(cache()) ? "-XX:AOTCache=" : "-XX:AOTCacheOutput=") + cache();
        return Stream.of(
                        Stream.of(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                cache,
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+UseSerialGC",
                                "-Xmx512m",
                                "-XX:+EnableDynamicAgentLoading",
                                "-cp",
                                classPath),
                        FaultyWaybill.main().stream())
                .flatMap(part -> part)
                .collect(Collectors.toList());
    }
}
