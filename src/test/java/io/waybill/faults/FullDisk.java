package io.waybill.faults;

import java.io.IOException;
import java.util.List;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * No room for the outbox: MariaDB's files may not grow beyond the size of its log, which never grows, and the outbox's
 * file is filled up to there, so that every message needs room that is not to be had.
 */
final class FullDisk {

    private static final List<String> TASKS = List.of("publish-to-process", "send-to-queue", "start-process");
    private static final List<Ballast> BALLAST =
            List.of(new Ballast(200, 60_000), new Ballast(20, 60_000), new Ballast(50, 200), new Ballast(1, 200));

    private final JdbcClient db;
    private final long process;

    private FullDisk(JdbcClient db, long process) {
        this.db = db;
        this.process = process;
    }

    private record Ballast(int rows, int size) {}

    static FullDisk under(Servers servers) throws IOException, InterruptedException {
        FullDisk disk = new FullDisk(servers.waybillDatabase(), servers.mariaDbProcess());
        disk.limitFiles(String.valueOf(servers.mariaDbLogSize()));
        BALLAST.forEach(ballast -> TASKS.forEach(task -> disk.fill(task, ballast)));
        return disk;
    }

    private void limitFiles(String size) throws IOException, InterruptedException {
        int status = new ProcessBuilder("prlimit", "--pid", String.valueOf(process), "--fsize=" + size + ":")
                .inheritIO()
                .start()
                .waitFor();
        if (status != 0) {
            throw new IllegalStateException("The size of MariaDB's files cannot be limited");
        }
    }

    /** Adds rows that are never due until there is no room for any more. */
    private void fill(String task, Ballast ballast) {
        try {
            for (int i = 0; ; i++) {
                db.sql("""
                                insert into scheduled_tasks
                                  (task_name, task_instance, task_data, execution_time, picked, version)
                                select ?, concat('!', ?, '-', ?, '-', seq), repeat('x', ?), '2999-01-01', false, 1
                                from seq_1_to_%d""".formatted(ballast.rows()))
                        .params(task, ballast.toString(), i, ballast.size())
                        .update();
            }
        } catch (DataAccessException full) {
            // That was the aim.
        }
    }

    void makeRoom() throws IOException, InterruptedException {
        limitFiles("unlimited");
        db.sql("delete from scheduled_tasks where task_instance like '!%'").update();
    }
}
