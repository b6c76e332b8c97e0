package io.waybill.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {

    @TempDir
    Path directory;

    static final Map<String, Object> ABOUT = Map.of("rounds", 5, "seconds of a turn", 15L);

    Results results;

    @BeforeEach
    void begin() {
        results = new Results(directory, ABOUT);
    }

    void turn(String part, String contender, int round, long orders) {
        results.add(part, contender, round, new ClosedLoop.Throughput(orders, 10, Map.of(contender, 5.0)));
    }

    @Test
    void a_ratio_is_the_median_of_the_ratios_within_each_round() {
        int[][] rounds = {{100, 200}, {50, 50}, {30, 300}};
        for (int round = 0; round < rounds.length; round++) {
            turn("side by side", "waybill", round, rounds[round][0]);
            turn("side by side", "engine", round, rounds[round][1]);
            turn("side by side", "camunda7", round, 40);
        }

        assertThat(Report.ratios(results)).containsExactly("RATIO camunda7=1.25", "RATIO engine_limit=0.50");
    }

    @Test
    void growth_is_told_by_the_number_of_orders() {
        turn("growth", "0 orders", 1, 100);
        turn("growth", "100000 orders", 1, 99);
        turn("growth", "1000000 orders", 1, 96);

        assertThat(Report.ratios(results)).containsExactly("GROWTH 100k_orders=0.99", "GROWTH 1m_orders=0.96");
    }

    @Test
    void what_was_measured_is_written_for_people_and_for_programs() throws Exception {
        turn("happy", "waybill", 1, 100);
        turn("happy", "waybill", 2, 300);
        results.figure("each order, happy", Map.of("SQL statements", 42.5));

        Report.write(results);

        assertThat(Files.readString(results.file(".md")))
                .contains("| waybill | 20.0 | 10.0 to 30.0 | 40.0 | waybill 33.3 |")
                .contains("### each order, happy")
                .contains("| SQL statements | 42.50 |");
        assertThat(Files.readString(results.file(".json"))).contains("\"SQL statements\" : 42.5");
    }

    @Test
    void each_goal_is_held_against_what_was_measured() throws Exception {
        turn("side by side", "waybill", 1, 60);
        turn("side by side", "engine", 1, 100);
        turn("growth", "0 orders", 1, 100);
        turn("growth", "1000000 orders", 1, 95);
        results.figure("p99 ms to 202 at half the load, common", 55.0);
        results.figure("p99 ms to 202 at half the load, happy", 49.9);

        Report.write(results);

        assertThat(Files.readAllLines(results.file(".md")))
                .containsSubsequence(
                        "| RATIO engine_limit | 0.60 | at least 0.80 | missed by 25% |",
                        "| GROWTH 1m_orders | 0.95 | at least 0.95 | reached |",
                        "| p99 ms to 202 at half the load, common | 55.00 | under 50.00 | missed by 10% |",
                        "| p99 ms to 202 at half the load, happy | 49.90 | under 50.00 | reached |")
                .noneMatch(line -> line.contains("RATIO dbos"));
    }

    @Test
    void parts_that_were_measured_before_in_the_same_way_stay() {
        turn("growth", "0 orders", 1, 100);
        turn("growth", "1000000 orders", 1, 96);
        turn("comparison", "this", 1, 100);
        turn("comparison", "other", 1, 120);
        results.figure("start-up in seconds, later", 9.5);

        results = new Results(directory, ABOUT);
        turn("growth", "0 orders", 1, 100);
        turn("growth", "1000000 orders", 1, 50);

        assertThat(Report.ratios(results)).containsExactly("RATIO other_build=0.83", "GROWTH 1m_orders=0.50");
        assertThat(results.figures()).containsEntry("start-up in seconds, later", 9.5);
    }

    @Test
    void what_was_measured_in_another_way_does_not_stay() {
        turn("growth", "0 orders", 1, 100);
        turn("growth", "1000000 orders", 1, 96);

        results = new Results(directory, Map.of("rounds", 1, "seconds of a turn", 15L));

        assertThat(Report.ratios(results)).isEmpty();
    }
}
