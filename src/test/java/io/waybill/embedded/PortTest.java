package io.waybill.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class PortTest {

    @TempDir
    Path data;

    @Test
    void a_taken_port_is_named_in_one_line_with_what_wants_it_and_how_to_move_it() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            List<Port> ports = List.of(new Port(other.getLocalPort(), "SQS", "waybill.embedded.sqs.port"));

            assertThatThrownBy(() -> Port.requireFree(ports))
                    .isInstanceOf(StartRefused.class)
                    .hasMessageMatching(("Port %d, needed by SQS, is in use by another program; "
                                    + "choose another port: WAYBILL_EMBEDDED_SQS_PORT=\\d+ mvn spring-boot:test-run")
                            .formatted(other.getLocalPort()));
        }
    }

    /** As if another program had taken it a moment earlier. */
    @Test
    void a_port_that_is_taken_when_its_server_starts_is_named_in_one_line_as_well() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Port port = new Port(other.getLocalPort(), "SQS", "waybill.embedded.sqs.port");
            RuntimeException inThisJvm = new IllegalStateException(new BindException("Address already in use"));
            RuntimeException asAProcess = new StartRefused("MariaDB ended with status 1. The end of its log:\n"
                    + "Can't start server: Bind on TCP/IP port: Address already in use");

            for (RuntimeException failure : List.of(inThisJvm, asAProcess)) {
                assertThatThrownBy(() -> port.startOn(() -> {
                            throw failure;
                        }))
                        .isInstanceOf(StartRefused.class)
                        .hasMessageStartingWith("Port %d, needed by SQS, is in use", other.getLocalPort())
                        .hasMessageNotContaining("\n");
            }
        }
    }

    @Test
    void another_failure_of_a_server_is_told_as_it_is() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Port port = new Port(other.getLocalPort(), "SQS", "waybill.embedded.sqs.port");

            assertThatThrownBy(() -> port.startOn(() -> {
                        throw new IllegalStateException("Out of disk");
                    }))
                    .hasMessage("Out of disk");
        }
    }

    @Test
    void each_taken_port_has_its_own_line_and_its_own_way_out() throws IOException {
        try (ServerSocket one = new ServerSocket(0);
                ServerSocket another = new ServerSocket(0)) {
            List<Port> ports = List.of(
                    new Port(one.getLocalPort(), "A", "a.port"), new Port(another.getLocalPort(), "B", "b.port"));

            assertThatThrownBy(() -> Port.requireFree(ports))
                    .message()
                    .satisfies(message -> assertThat(message.lines()
                                    .map(line -> line.replaceAll(".*_PORT=(\\d+) .*", "$1"))
                                    .distinct())
                            .hasSize(2));
        }
    }

    @Test
    void a_port_that_two_want_is_refused() {
        int free = EmbeddedSettings.onFreePorts(data).sqs().port();
        List<Port> ports = List.of(new Port(free, "A", "a.port"), new Port(free, "B", "b.port"));

        assertThatThrownBy(() -> Port.requireFree(ports))
                .hasMessageContaining("needed by both A and B; choose another port: B_PORT=");
    }

    @Test
    void free_ports_pass() {
        List<Port> ports = EmbeddedSettings.onFreePorts(data).withZeebe().ports();

        assertThat(ports).hasSize(4);
        assertThatCode(() -> Port.requireFree(ports)).doesNotThrowAnyException();
    }

    @Test
    void the_environment_variable_that_is_shown_moves_the_port() {
        for (Port port : EmbeddedSettings.onFreePorts(data).ports()) {
            StandardEnvironment environment = new StandardEnvironment();
            environment
                    .getPropertySources()
                    .replace(
                            StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                            new SystemEnvironmentPropertySource(
                                    StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                                    Map.of(port.environmentVariable(), "4711")));

            assertThat(EmbeddedSettings.from(environment).ports())
                    .filteredOn(it -> it.setting().equals(port.setting()))
                    .extracting(Port::number)
                    .containsExactly(4711);
        }
    }
}
