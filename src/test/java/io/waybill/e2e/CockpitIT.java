package io.waybill.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An operator follows an order's link, and sees in a browser where its process is. */
@EndToEndTest
@TestPropertySource(
        properties = {
            "waybill.cockpit.user=demo",
            "waybill.cockpit.password=demo",
            "waybill.cockpit-address=/operaton/app/cockpit/default",
            // Drivers wait for the browser, however long it takes to start.
            "waybill.process.driver-answer-timeout=10m"
        })
class CockpitIT {

    @LocalServerPort
    int port;

    /** In CI the browser is required; elsewhere the test runs only if there is one. */
    static boolean hasBrowser() {
        return System.getenv("WAYBILL_BROWSER_REQUIRED") != null || (isOnPath("chromium") && isOnPath("node"));
    }

    private static boolean isOnPath(String program) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                .map(Path::of)
                .anyMatch(folder -> Files.isExecutable(folder.resolve(program)));
    }

    @Test
    @EnabledIf(value = "hasBrowser", disabledReason = "Chromium or Node.js is not on the PATH")
    void an_order_that_waits_for_a_driver_is_seen_there() throws Exception {
        Caller waybill = new Caller(port);
        String customer = waybill.customerWith(100_000);
        long item = waybill.itemInStock(10_000, 1, 1);
        String order = waybill.place(customer, item, 5);
        waybill.awaitOffer(order, 1);

        String link = waybill.get("/orders/" + order).path("cockpit").stringValue();
        assertThat(link).matches("/operaton/app/cockpit/default/#/process-instance/\\d+/runtime");
        assertThat(waybill.as("customer", customer).get("/orders/" + order).has("cockpit"))
                .isFalse();

        JsonNode seen = seenIn("http://localhost:" + port + link);
        assertThat(seen.path("title").stringValue()).contains("Order fulfilment");
        assertThat(seen.path("at").valueStream().map(JsonNode::stringValue))
                .containsExactlyInAnyOrder("SubProcess_SecureOrder", "Gateway_WaitForTheDriver");
        assertThat(seen.path("text").stringValue()).contains(order, customer, "creditReserved", "Reserve credit");

        waybill.accept(order, waybill.awaitOffer(order, 1));
        assertThat(waybill.awaitStatus(order, "COMPLETED").has("cockpit")).isFalse();
    }

    @Test
    void nobody_gets_in_without_the_password() throws Exception {
        assertThat(signIn("demo")).isEqualTo(200);
        assertThat(signIn("other")).isEqualTo(401);
        assertThat(signIn("")).isEqualTo(401);
        try (HttpClient http = HttpClient.newHttpClient()) {
            for (String closed : List.of("/operaton/api/engine/engine/default/process-instance", "/", "/orders")) {
                assertThat(http.send(get(closed), BodyHandlers.discarding()).statusCode())
                        .as(closed)
                        .isEqualTo(401);
            }
            // The first visitor would become the administrator.
            assertThat(http.send(get("/operaton/app/admin/default/setup/"), BodyHandlers.discarding())
                            .statusCode())
                    .isNotEqualTo(200);
        }
    }

    private int signIn(String password) throws IOException, InterruptedException {
        try (HttpClient http =
                HttpClient.newBuilder().cookieHandler(new CookieManager()).build()) {
            HttpResponse<Void> page = http.send(get("/operaton/app/cockpit/default/"), BodyHandlers.discarding());
            HttpRequest login = HttpRequest.newBuilder(
                            get("/operaton/api/admin/auth/user/default/login/cockpit"), (name, value) -> true)
                    .headers(
                            "Content-Type",
                            "application/x-www-form-urlencoded",
                            "X-XSRF-TOKEN",
                            page.headers().firstValue("X-XSRF-TOKEN").orElseThrow())
                    .POST(BodyPublishers.ofString("username=demo&password=" + password))
                    .build();
            return http.send(login, BodyHandlers.discarding()).statusCode();
        }
    }

    private HttpRequest get(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:%d%s".formatted(port, path)))
                .build();
    }

    private static JsonNode seenIn(String link) throws IOException, InterruptedException {
        Process browser = new ProcessBuilder(
                        "docs/see-in-cockpit",
                        link,
                        "demo",
                        "demo",
                        Path.of("target", "cockpit.png").toAbsolutePath().toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String printed = new String(browser.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(browser.waitFor()).as(printed).isZero();
        return JsonMapper.shared().readTree(printed);
    }
}
