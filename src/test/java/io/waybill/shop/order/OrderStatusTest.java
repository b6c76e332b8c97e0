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
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OrderStatusTest {

    private static final Pattern LIST = Pattern.compile("status in \\(((?:'[A-Z_]+'(?:,\\s*)?)+)\\)");

    /** No compiler sees them, and an order whose status is missing would be left out by the audit or a refill. */
    @Test
    void the_lists_of_open_and_of_ended_statuses_in_SQL_are_complete() throws IOException {
        List<Set<String>> lists = listsInSql();

        assertThat(lists.stream().filter(list -> list.contains("PLACED")))
                .hasSizeGreaterThanOrEqualTo(3)
                .containsOnly(names(status -> !status.isFinal()));
        assertThat(lists.stream().filter(list -> list.contains("REJECTED")))
                .hasSizeGreaterThanOrEqualTo(8)
                .containsOnly(names(OrderStatus::isFinal));
    }

    private static Set<String> names(Predicate<OrderStatus> which) {
        return Arrays.stream(OrderStatus.values()).filter(which).map(Enum::name).collect(toSet());
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
