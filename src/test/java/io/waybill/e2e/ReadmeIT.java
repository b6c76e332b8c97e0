package io.waybill.e2e;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.embedded.SharedServers;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpMethod;
import org.springframework.test.context.TestPropertySource;

/** Runs the commands of the README and of the pages that it leads to, unchanged. They need bash, curl and jq. */
@EndToEndTest
@TestPropertySource(
        properties = {
            "waybill.embedded.demo-driver=true",
            "waybill.webhooks.allow-http=true",
            "waybill.webhooks.allowed-networks=127.0.0.1"
        })
class ReadmeIT {

    private static final Pattern BLOCK =
            Pattern.compile("^```(sh|java)\n(.*?)^```", Pattern.MULTILINE | Pattern.DOTALL);

    @LocalServerPort
    int port;

    @TempDir
    Path directory;

    @BeforeEach
    void the_sample_data_is_as_it_was() {
        Caller operator = new Caller(port);
        operator.send(HttpMethod.PUT, "/accounts/C-1", Map.of("available", 1_000_000));
        operator.send(HttpMethod.PUT, "/stock/1", Map.of("available", 1));
        operator.send(HttpMethod.PUT, "/stock/2", Map.of("available", 2));
        operator.send(HttpMethod.PUT, "/stock/3", Map.of("available", 3));
    }

    @AfterEach
    void nothing_is_restocked() {
        new Caller(port).send(HttpMethod.PUT, "/items/2", Map.of("name", "Item2", "price", 20_000, "factoryId", 2));
    }

    @Test
    void the_first_order_and_the_walk_through_print_what_they_say() throws Exception {
        String printed = run(section("README.md", "## Your first order", "## Read on") + page("docs/walk-through.md"));

        assertThat(printed)
                .contains("COMPLETED")
                .contains("production.finished DONE: Factory 1 made 4 of item 1")
                .contains("\"status\": \"REJECTED\"")
                .contains("The customer's credit is insufficient: The order costs 20000, the account has 15000")
                .contains("\n202\n")
                .contains("CANCELLED\nCancelled on request")
                .contains("\"itemId\":1,\"available\":100,\"reserved\":0,")
                .contains("\"itemId\":2,\"available\":20,\"reserved\":0,")
                .contains("\"itemName\":\"Item2\",\"quantity\":18,\"requester\":\"restock\"")
                .contains("{\"status\":\"CONFIRMED\",\"fee\":20000,\"driverId\":\"D-")
                .contains("fee.release UNDONE: 20000 released", "reservation.cancel DONE: Cancelled on request")
                .contains("R-1 CONFIRMED\nR-2 CONFIRMED\nR-3 CONFIRMED\nR-4 WAITING\nR-5 WAITING\n")
                .contains(" of R-4 is confirmed: it has a place.\",\"mrkdwn\":false}")
                .contains("\"reason\":\"A typing error\"")
                .contains("1. R-3: 40 points\n2. R-4: 32 points\n3. R-2: 26 points\n");
    }

    @Test
    void an_integrator_submits_follows_and_cancels() throws Exception {
        String printed = run(section("docs/api.md", "## Submit, follow, cancel", "## The calls"));

        assertThat(printed)
                .contains("event: timeline")
                .contains("\"step\":\"order.complete\"")
                .contains("The order is COMPLETED and cannot be cancelled any more")
                .contains("\nCOMPLETED\n")
                .contains("data: {\"at\":")
                .endsWith("Cancellation: 409\n");
    }

    private static String page(String file) throws IOException {
        return Files.readString(Path.of(file));
    }

    private static String section(String file, String from, String to) throws IOException {
        String page = page(file);
        return page.substring(page.indexOf("\n" + from), page.indexOf("\n" + to));
    }

    /** Runs the commands of a part of a page in one shell, with its Java program in the same directory. */
    private String run(String part) throws IOException, InterruptedException {
        String program = blocks(part, "java");
        if (!program.isEmpty()) {
            Files.writeString(directory.resolve("PlaceOrder.java"), program);
        }
        File output = directory.resolve("output").toFile();
        ProcessBuilder shell = new ProcessBuilder("bash", "-euo", "pipefail", "-c", blocks(part, "sh"))
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output);
        shell.environment().put("WAYBILL", "http://localhost:" + port);
        shell.environment().put("TOKENS", SharedServers.get().tokens().address());
        shell.environment().merge("PATH", System.getProperty("java.home") + "/bin", (path, java) -> java + ":" + path);
        Process running = shell.start();
        assertThat(running.waitFor(4, TimeUnit.MINUTES)).isTrue();
        String printed = Files.readString(output.toPath());
        assertThat(running.exitValue()).as(printed).isZero();
        return printed;
    }

    private static String blocks(String part, String language) {
        List<String> blocks = BLOCK.matcher(part)
                .results()
                .filter(block -> block.group(1).equals(language))
                .map(block -> block.group(2))
                .toList();
        return blocks.stream().collect(joining());
    }
}
