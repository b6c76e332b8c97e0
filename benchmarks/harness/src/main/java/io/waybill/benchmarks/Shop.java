package io.waybill.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.JdbcTemplate;

/** Customers, items and stock, the same in each contender's database. */
final class Shop {

    static final int CUSTOMERS = 1_000;
    static final int ITEMS = 1_000;
    static final long FIRST_ITEM = 1_001;
    static final long FIRST_SHORT_ITEM = 5_001;
    static final String RICH = "R-";
    static final String POOR = "P-";

    private static final long ENOUGH = 1_000_000_000_000L;

    private Shop() {}

    /** Creates a database with Waybill's tables and this shop. */
    static void open(Settings settings, Stack stack, String database) {
        stack.database("mysql").execute("create database if not exists " + database + " character set utf8mb4");
        Path tables = settings.project().resolve("src/main/resources/db");
        Flyway.configure()
                .dataSource(stack.url(database), Stack.USER, Stack.USER)
                .locations("filesystem:" + tables.resolve("outbox"), "filesystem:" + tables.resolve("migration"))
                .load()
                .migrate();
        fill(stack.database(database));
    }

    /** The same on PostgreSQL, with only those of Waybill's tables that the peers use. */
    static void open(Settings settings, Postgres postgres) {
        JdbcTemplate database = postgres.database();
        try {
            database.execute(Files.readString(settings.project().resolve("benchmarks/peers/dbos/shop.sql")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        addAll(database, "generate_series(%d, %d) as numbers (seq)");
        database.execute("analyze");
    }

    /** Adds the shop to existing tables. */
    static void fill(JdbcTemplate database) {
        addAll(database, "seq_%d_to_%d");
        database.update("insert ignore into driver (driver_id, name) values ('D-1', 'Driver1'), ('D-2', 'Driver2')");
    }

    /** @param numbers a format for a table of the numbers from one value to another */
    private static void addAll(JdbcTemplate database, String numbers) {
        addAccounts(database, numbers, RICH, ENOUGH);
        addAccounts(database, numbers, POOR, 0);
        addItems(database, numbers, FIRST_ITEM, ENOUGH);
        addItems(database, numbers, FIRST_SHORT_ITEM, 0);
    }

    private static void addAccounts(JdbcTemplate database, String numbers, String prefix, long available) {
        String customers = " from " + numbers.formatted(1, CUSTOMERS);
        database.update("""
                insert into account (customer_id, available, held, captured)
                select concat(?, seq - 1), ?, 0, 0""" + customers, prefix, available);
        database.update("""
                insert into account_ledger (customer_id, kind, available, held, captured, at)
                select concat(?, seq - 1), 'ADJUSTED', ?, 0, 0, utc_timestamp(6)""" + customers, prefix, available);
    }

    private static void addItems(JdbcTemplate database, String numbers, long first, long available) {
        String items = " from " + numbers.formatted(first, first + ITEMS - 1);
        database.update(
                "insert into item (item_id, name, price, factory_id, version) select seq, concat('Item', seq), 100, 1, 0"
                        + items);
        database.update(
                "insert into stock (item_id, available, reserved, shipped) select seq, ?, 0, 0" + items, available);
        database.update(
                "insert into stock_entry (item_id, kind, quantity, at) select seq, 'ADJUSTED', ?, utc_timestamp(6)"
                        + items,
                available);
    }
}
