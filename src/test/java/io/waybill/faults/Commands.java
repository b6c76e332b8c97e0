package io.waybill.faults;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Reads from standard input what is to go wrong in this process, one line per fault. When the input ends, so does the
 * process, so that it does not outlive the suite.
 */
final class Commands implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Commands.class);

    private final FaultPoints points;
    private volatile boolean running;

    Commands(FaultPoints points) {
        this.points = points;
    }

    static String strike(FaultPoints.Signal signal, Point point, String what, int pass) {
        return "%s %s %s %d".formatted(signal, point, what, pass);
    }

    static String slow(String steps, Duration most) {
        return "slow %s %s".formatted(steps, most);
    }

    /** @param once whether only the first try of a step fails, for each order */
    static String fail(String steps, double share, boolean once) {
        return "fail %s %s %s".formatted(steps, share, once);
    }

    static String queueing(FaultPoints.Queueing how) {
        return "queueing %s %s %s %d %d".formatted(how.twice(), how.late(), how.again(), how.earliest(), how.latest());
    }

    static String calm() {
        return "calm";
    }

    private void obey(String line) {
        String[] words = line.split(" ", -1);
        switch (words[0]) {
            case "KILL", "STOP" ->
                points.strikeAt(
                        FaultPoints.Signal.valueOf(words[0]),
                        Point.valueOf(words[1]),
                        Pattern.compile(words[2]),
                        Integer.parseInt(words[3]));
            case "slow" -> points.slowDown(Pattern.compile(words[1]), Duration.parse(words[2]));
            case "fail" ->
                points.fail(Pattern.compile(words[1]), Double.parseDouble(words[2]), Boolean.parseBoolean(words[3]));
            case "queueing" ->
                points.queueing(new FaultPoints.Queueing(
                        Double.parseDouble(words[1]),
                        Double.parseDouble(words[2]),
                        Double.parseDouble(words[3]),
                        Integer.parseInt(words[4]),
                        Integer.parseInt(words[5])));
            case "calm" -> points.calm();
            default -> throw new IllegalArgumentException(line);
        }
    }

    @Override
    public void start() {
        running = true;
        Thread.ofPlatform().daemon().name("fault-commands").start(this::read);
    }

    private void read() {
        try (BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line = input.readLine(); line != null; line = input.readLine()) {
                log.info("Fault: {}", line);
                obey(line);
            }
        } catch (IOException | RuntimeException e) {
            log.error("No more faults can be ordered", e);
        }
        Runtime.getRuntime().halt(1);
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
