package io.waybill.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongUnaryOperator;

/** The resources that processes have used, from Linux's {@code /proc}. */
final class Processes {

    private static final double TICKS_PER_SECOND = 100;

    private Processes() {}

    /** Seconds of processor time since their start, by the names given. */
    static Map<String, Double> cpuSeconds(Map<String, Long> pids) {
        Map<String, Double> seconds = new TreeMap<>();
        pids.forEach((name, pid) -> seconds.put(name, ofAll(pid, Processes::ticks) / TICKS_PER_SECOND));
        return seconds;
    }

    private static long ticks(long pid) {
        String stat = read(pid, "stat");
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        // For a server with a process per connection, include the child processes that have ended.
        return Arrays.stream(fields, 11, isPostgres(pid) ? 15 : 13)
                .mapToLong(Long::parseLong)
                .sum();
    }

    /** Resident memory in bytes, by the names given; memory that the processes of one server share counts once. */
    static Map<String, Long> memory(Map<String, Long> pids) {
        Map<String, Long> bytes = new TreeMap<>();
        pids.forEach((name, pid) -> bytes.put(
                name,
                ofAll(
                        pid,
                        isPostgres(pid)
                                ? process -> bytes(process, "smaps_rollup", "Pss:")
                                : process -> bytes(process, "status", "VmRSS:"))));
        return bytes;
    }

    /** PostgreSQL has a process per connection, and some more that come and go. */
    private static long ofAll(long pid, LongUnaryOperator figure) {
        long ofOthers = 0;
        if (isPostgres(pid)) {
            for (ProcessHandle other :
                    ProcessHandle.of(pid).orElseThrow().children().toList()) {
                try {
                    ofOthers += figure.applyAsLong(other.pid());
                } catch (UncheckedIOException gone) {
                    // Its parent's figure, which is read last, now includes its processor time.
                }
            }
        }
        return ofOthers + figure.applyAsLong(pid);
    }

    private static long bytes(long pid, String file, String beginning) {
        return read(pid, file)
                .lines()
                .filter(line -> line.startsWith(beginning))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                .findFirst()
                .orElseThrow();
    }

    private static boolean isPostgres(long pid) {
        return read(pid, "comm").strip().equals("postgres");
    }

    private static String read(long pid, String file) {
        try {
            return Files.readString(Path.of("/proc", String.valueOf(pid), file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
