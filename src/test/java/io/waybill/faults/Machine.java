package io.waybill.faults;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.operaton.bpm.engine.ProcessEngine;
import org.springframework.boot.SpringBootVersion;

/** What the suite ran on, in as much detail as a reader needs to judge the times. */
record Machine(String hardware, String system, String commit, String versions) {

    static Machine here(Servers servers) throws IOException {
        return new Machine(
                "%d processors (%s), %d GiB"
                        .formatted(Runtime.getRuntime().availableProcessors(), processor(), memory()),
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                describeCommit(),
                "Java %s, Spring Boot %s, Operaton %s, MariaDB %s"
                        .formatted(
                                Runtime.version(),
                                SpringBootVersion.getVersion(),
                                ProcessEngine.class.getPackage().getImplementationVersion(),
                                servers.waybillDatabase()
                                        .sql("select version()")
                                        .query(String.class)
                                        .single()));
    }

    private static String processor() throws IOException {
        Path file = Path.of("/proc/cpuinfo");
        if (!Files.exists(file)) {
            return System.getProperty("os.arch");
        }
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(System.getProperty("os.arch"));
        }
    }

    private static long memory() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                ? Math.round(system.getTotalMemorySize() / 1024.0 / 1024 / 1024)
                : 0;
    }

    /** An earlier run's report is ignored: a change of it does not make the commit dirty. */
    private static String describeCommit() throws IOException {
        String changed = git("status", "--porcelain", "--", ".", ":(exclude)docs/faults.*");
        return git("rev-parse", "--short", "HEAD") + (changed.isEmpty() ? "" : "-dirty");
    }

    private static String git(String... arguments) throws IOException {
        Process git = new ProcessBuilder(
                        Stream.concat(Stream.of("git"), Stream.of(arguments)).toList())
                .redirectErrorStream(true)
                .start();
        return new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    }
}
