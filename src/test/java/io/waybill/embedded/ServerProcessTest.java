package io.waybill.embedded;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerProcessTest {

    @TempDir
    Path directory;

    @Test
    void it_ends_when_the_pipe_from_its_parent_does() throws IOException {
        ServerProcess server = start("exec sleep 60");

        server.process().getOutputStream().close();

        await().atMost(5, SECONDS).until(() -> !server.isAlive());
    }

    @Test
    void ctrl_c_is_not_for_it() throws Exception {
        ServerProcess server = start("echo up; exec sleep 60");
        await().atMost(5, SECONDS).until(() -> logged().equals("up\n"));

        new ProcessBuilder("kill", "-INT", String.valueOf(server.pid())).start().waitFor();

        await().during(300, java.util.concurrent.TimeUnit.MILLISECONDS).until(server::isAlive);
        server.stop();
        assertThat(server.isAlive()).isFalse();
    }

    @Test
    void what_is_left_of_an_earlier_run_is_ended() {
        ServerProcess server = start("sleep 60; true");
        await().atMost(5, SECONDS).until(() -> !server.isAlive() || isNamedAfterDirectory(server));

        ServerProcess.endLeftover(directory);

        assertThat(server.isAlive()).isFalse();
    }

    @Test
    void another_process_that_has_got_the_id_since_is_left_alone() throws IOException {
        Process other = new ProcessBuilder("sleep", "60").start();
        Files.writeString(
                directory.resolve("server.pid"),
                other.pid() + " " + other.info().startInstant().orElseThrow());

        ServerProcess.endLeftover(directory);

        assertThat(other.isAlive()).isTrue();
        other.destroyForcibly();
    }

    @Test
    void it_is_given_nothing_of_the_parents_environment_but_what_every_program_needs() throws IOException {
        ServerProcess server =
                ServerProcess.start(directory, directory.resolve("log"), Map.of("SERVER_PORT", "1"), List.of("env"));
        await().atMost(5, SECONDS).until(() -> !server.isAlive());

        assertThat(logged().lines().map(line -> line.replaceAll("=.*", "")))
                .contains("SERVER_PORT", "PATH")
                .isSubsetOf("SERVER_PORT", "PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "PWD", "OLDPWD", "SHLVL", "_");
    }

    private ServerProcess start(String script) {
        return ServerProcess.start(
                directory, directory.resolve("log"), Map.of(), List.of("sh", "-c", script, directory.toString()));
    }

    private boolean isNamedAfterDirectory(ServerProcess server) {
        return server.process().info().commandLine().orElse("").contains(directory.toString());
    }

    private String logged() throws IOException {
        return Files.readString(directory.resolve("log"));
    }
}
