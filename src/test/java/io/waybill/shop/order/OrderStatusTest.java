package io.waybill.shop.order;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OrderStatusTest {

    private static final Pattern LIST = Pattern.compile("status in \\(((?:'[A-Z_]+'(?:,\\s*)?)+)\\)");

    private static final Set<String> ENDED = Arrays.stream(OrderStatus.values())
            .filter(OrderStatus::isFinal)
            .map(Enum::name)
            .collect(toSet());

    /** No compiler sees them, and an order whose status is missing would be left out by the audit. */
    @Test
    void the_lists_of_ended_statuses_in_SQL_are_complete() throws IOException {
        List<Set<String>> lists = listsInSql();

        assertThat(lists.stream().filter(list -> list.contains("REJECTED")))
                .hasSizeGreaterThanOrEqualTo(3)
                .containsOnly(ENDED);
    }

    /** The audit takes the first ended status of a process for its success. */
    @Test
    void of_the_ended_statuses_all_but_the_first_are_undone() {
        assertThat(Arrays.stream(OrderStatus.values())
                        .filter(OrderStatus::isFinal)
                        .map(OrderStatus::isUndone))
                .containsExactly(false, true, true);
    }

    private static List<Set<String>> listsInSql() throws IOException {
        List<Set<String>> lists = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                LIST.matcher(Files.readString(file))
                        .results()
                        .map(OrderStatusTest::statuses)
                        .forEach(lists::add);
            }
        }
        return lists;
    }

    private static Set<String> statuses(MatchResult list) {
        return Arrays.stream(list.group(1).split(",", -1))
                .map(text -> text.strip().replace("'", ""))
                .collect(toSet());
    }
}
