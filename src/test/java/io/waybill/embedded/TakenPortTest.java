package io.waybill.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.TestWaybillApplication;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TakenPortTest {

    @TempDir
    Path data;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    server.port            | Waybill                   | SERVER_PORT
                    management.server.port | Waybill's management port | MANAGEMENT_SERVER_PORT""")
    void waybill_ends_with_status_1_and_no_stack_trace_before_anything_starts(
            String setting, String wantedBy, String variable) throws Exception {
        try (ServerSocket other = new ServerSocket(0)) {
            Process waybill = KillableJvm.launch(
                            TestWaybillApplication.class,
                            EmbeddedSettings.onFreePorts(data),
                            List.of("--%s=%d".formatted(setting, other.getLocalPort())))
                    .start();

            assertThat(lines(waybill))
                    .anyMatch(line -> line.startsWith(
                            ("Port %d, needed by %s, is in use by another program; " + "choose another port: %s=")
                                    .formatted(other.getLocalPort(), wantedBy, variable)))
                    .noneMatch(line -> line.startsWith("\tat "))
                    .noneMatch(line -> line.contains("starting"));
            assertThat(waybill.waitFor()).isEqualTo(1);
        }
    }

    private static List<String> lines(Process process) throws IOException {
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
    }
}
