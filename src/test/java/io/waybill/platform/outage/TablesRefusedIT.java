package io.waybill.platform.outage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waybill.embedded.SharedServers;
import java.sql.SQLException;
import java.util.Map;
import java.util.Objects;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.api.Test;
import org.springframework.boot.diagnostics.FailureAnalysis;

class TablesRefusedIT {

    final TablesRefusedAnalyzer analyzer = new TablesRefusedAnalyzer();

    @Test
    void a_user_who_may_not_create_tables_is_reported_with_what_to_do() {
        Map<String, Object> waybill = SharedServers.get().properties();
        Flyway asSomebodyElse = Flyway.configure()
                .dataSource(String.valueOf(waybill.get("spring.datasource.url")), "factory", "factory")
                .load();

        assertThatThrownBy(asSomebodyElse::migrate).satisfies(failure -> {
            FailureAnalysis told = Objects.requireNonNull(analyzer.analyze(failure));
            assertThat(told.getDescription())
                    .startsWith("Waybill's database user may not create or change tables: ")
                    .contains("denied", "factory");
            assertThat(told.getAction()).contains("GRANT ALL", "spring.flyway.user");
        });
    }

    @Test
    void a_single_refused_table_is_reported_too() {
        SQLException denied =
                new SQLException("CREATE command denied to user 'waybill'@'%' for table `ACT_RU_JOB`", "42000", 1142);

        assertThat(analyzer.analyze(new FlywayException("Migration failed", denied)))
                .isNotNull();
    }

    @Test
    void any_other_failure_of_a_migration_is_not() {
        SQLException other = new SQLException("You have an error in your SQL syntax", "42000", 1064);

        assertThat(analyzer.analyze(new FlywayException("Migration failed", other)))
                .isNull();
    }
}
