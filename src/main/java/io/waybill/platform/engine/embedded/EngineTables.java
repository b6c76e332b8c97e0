package io.waybill.platform.engine.embedded;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;
import org.jspecify.annotations.Nullable;
import org.operaton.bpm.engine.ProcessEngine;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.jdbc.datasource.init.ScriptUtils;
import org.springframework.stereotype.Component;

/**
 * Creates and upgrades the tables of the embedded engine with the engine's own scripts. Flyway repeats this when
 * Waybill comes with another version of the engine.
 */
@Component
class EngineTables implements JavaMigration {

    private static final String SCRIPTS = "classpath*:org/operaton/bpm/engine/db/";

    /** In the order of their dependencies. The engine requires all of them, even those that it does not use here. */
    private static final List<String> PARTS = List.of(
            "engine", "history", "identity", "case.engine", "case.history", "decision.engine", "decision.history");

    private final PathMatchingResourcePatternResolver scripts = new PathMatchingResourcePatternResolver();

    @Override
    public @Nullable MigrationVersion getVersion() {
        return null;
    }

    @Override
    public String getDescription() {
        return "embedded engine";
    }

    @Override
    public Integer getChecksum() {
        return String.valueOf(ProcessEngine.class.getPackage().getImplementationVersion())
                .hashCode();
    }

    @Override
    public boolean canExecuteInTransaction() {
        return false;
    }

    @Override
    public void migrate(Context context) throws Exception {
        Connection connection = context.getConnection();
        String database = connection
                        .getMetaData()
                        .getDatabaseProductName()
                        .toLowerCase(Locale.ROOT)
                        .contains("mariadb")
                ? "mariadb"
                : "mysql";
        Optional<String> version = version(connection);
        if (version.isEmpty()) {
            for (String part : PARTS) {
                run(connection, "create/activiti.%s.create.%s.sql".formatted(database, part));
            }
        }
        while (version.isPresent()
                && run(connection, "upgrade/%s_engine_%s_to_*.sql".formatted(database, version.get()))) {
            version = version(connection);
        }
    }

    /** The version of the tables, as in the names of the scripts: 7.24. Empty if there are no tables. */
    private static Optional<String> version(Connection connection) throws SQLException {
        try (ResultSet table =
                connection.getMetaData().getTables(connection.getCatalog(), null, "ACT_GE_SCHEMA_LOG", null)) {
            if (!table.next()) {
                return Optional.empty();
            }
        }
        try (Statement statement = connection.createStatement();
                ResultSet latest = statement.executeQuery(
                        "select VERSION_ from ACT_GE_SCHEMA_LOG order by cast(ID_ as unsigned) desc limit 1")) {
            return latest.next()
                    ? Optional.of(latest.getString(1).replaceFirst("^(\\d+\\.\\d+).*", "$1"))
                    : Optional.empty();
        }
    }

    private boolean run(Connection connection, String name) throws Exception {
        Resource[] found = scripts.getResources(SCRIPTS + name);
        for (Resource script : found) {
            ScriptUtils.executeSqlScript(connection, script);
        }
        return found.length > 0;
    }
}
