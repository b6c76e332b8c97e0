package io.waybill.platform.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SubjectTableTest {

    private static final SubjectTable TABLE = new SubjectTable(
            "loan",
            "loan_timeline",
            "loan_id",
            List.of("ASKED", "HELD"),
            List.of("LENT"),
            List.of("RETURNED", "REFUSED", "LOST"));

    @Test
    void a_subject_is_overdue_some_time_after_it_was_placed_if_its_process_says_nothing_else() {
        assertThat(TABLE.overdueFrom()).isEqualTo("placed_at");
    }

    @Test
    void all_ended_statuses_but_the_first_are_without_success() {
        assertThat(TABLE.endedWithoutSuccess()).containsExactly("REFUSED", "LOST");
    }
}
