package io.waybill.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.SplittableRandom;
import jdk.jfr.Recording;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProfileTest {

    @TempDir
    Path directory;

    @Test
    void a_flame_graph_shows_what_was_running() throws Exception {
        Path recorded = directory.resolve("recorded.jfr");
        try (Recording recording = new Recording()) {
            recording.enable("jdk.ExecutionSample").withPeriod(Duration.ofMillis(10));
            recording.start();
            long begin = System.nanoTime();
            double sum = 0;
            while (System.nanoTime() - begin < 1_000_000_000L) {
                sum += sumOfRandomNumbers();
            }
            assertThat(sum).isPositive();
            recording.stop();
            recording.dump(recorded);
        }
        Path graph = directory.resolve("graph.html");

        Profile.draw(recorded, graph);

        assertThat(Files.readString(graph)).contains("sumOfRandomNumbers");
    }

    private static double sumOfRandomNumbers() {
        SplittableRandom random = new SplittableRandom(1);
        double sum = 0;
        for (int i = 0; i < 100_000; i++) {
            sum += Math.sqrt(random.nextDouble());
        }
        return sum;
    }
}
