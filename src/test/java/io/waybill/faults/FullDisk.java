package io.waybill.faults;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.awaitility.Awaitility.await;

import io.waybill.embedded.MariaDbServer;
import java.io.IOException;
import java.util.List;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * No disk space for the outbox: MariaDB's files may not grow beyond the size of the largest of them, and the outbox's
 * file is filled up to that size, so that there is no space for any message.
 */
final class FullDisk {

    private static final List<String> TASKS = List.of("publish-to-process", "send-to-queue", "start-process");
    private static final List<Ballast> BALLAST =
            List.of(new Ballast(200, 60_000), new Ballast(20, 60_000), new Ballast(50, 200), new Ballast(1, 200));

    private final JdbcClient db;
    private final MariaDbServer server;
    private final long process;

    private FullDisk(Servers servers) {
        db = servers.waybillDatabase();
        server = servers.mariaDb();
        process = servers.mariaDbProcess();
    }

    private record Ballast(int rows, int size) {}

    static FullDisk under(Servers servers) throws IOException, InterruptedException {
        FullDisk disk = new FullDisk(servers);
        if (!disk.limitFiles(String.valueOf(servers.largestMariaDbFile()))) {
            throw new IllegalStateException("The size of MariaDB's files cannot be limited");
        }
        BALLAST.forEach(ballast -> TASKS.forEach(task -> disk.fill(task, ballast)));
        return disk;
    }

    /** Returns false if the process has ended, or may not be limited. */
    private boolean limitFiles(String size) throws IOException, InterruptedException {
        return new ProcessBuilder("prlimit", "--pid", String.valueOf(process), "--fsize=" + size + ":")
                        .inheritIO()
                        .start()
                        .waitFor()
                == 0;
    }

    /** Adds rows that are never due until there is no space for more. */
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
            // The disk is full, as intended.
        }
    }

    /** InnoDB ends itself if it has no space for data that it must not lose; then it is restarted, as by a platform. */
    void makeRoom() throws IOException, InterruptedException {
        if (!limitFiles("unlimited")) {
            server.start();
        }
        // The pool takes some seconds until it tries to connect again.
        await().atMost(1, MINUTES)
                .ignoreExceptions()
                .until(() -> db.sql("delete from scheduled_tasks where task_instance like '!%'")
                                .update()
                        >= 0);
    }
}
