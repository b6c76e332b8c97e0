package io.waybill.embedded;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Shows on the console what is in progress, and every few seconds that it still is. */
public final class Progress implements AutoCloseable {

    private static final int HEARTBEAT_SECONDS = 5;

    private final PrintStream out;
    private final long begin = System.nanoTime();
    private final Map<String, String> underWay = new LinkedHashMap<>();
    private final Thread heart = Thread.ofPlatform().daemon().name("progress").unstarted(this::beat);
    private long lastLine = begin;

    Progress(PrintStream out) {
        this.out = out;
        heart.start();
    }

    static Progress silent() {
        return new Progress(new PrintStream(PrintStream.nullOutputStream(), false, StandardCharsets.UTF_8));
    }

    synchronized void begin(String name, String what) {
        underWay.put(name, what);
        line(name + ": " + what);
    }

    synchronized void done(String name) {
        underWay.remove(name);
        line(name + ": up");
    }

    synchronized void line(String text) {
        lastLine = System.nanoTime();
        out.printf("[%3d s] %s%n", seconds(begin), text);
    }

    private void beat() {
        try {
            while (true) {
                Thread.sleep(Duration.ofSeconds(1));
                sayWhatIsUnderWay();
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void sayWhatIsUnderWay() {
        if (!underWay.isEmpty() && seconds(lastLine) >= HEARTBEAT_SECONDS - 1) {
            line("still busy: "
                    + underWay.entrySet().stream()
                            .map(each -> each.getKey() + " (" + each.getValue() + ")")
                            .collect(Collectors.joining(", ")));
        }
    }

    private static long seconds(long since) {
        return TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - since);
    }

    @Override
    public void close() {
        heart.interrupt();
    }
}
