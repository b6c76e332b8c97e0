package io.waybill.platform.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SenderTest {

    private static final String NOT_PUBLIC = "The host does not exist or is not publicly reachable";

    private Receiver receiver;

    @BeforeEach
    void a_receiver() throws IOException {
        receiver = new Receiver();
    }

    @AfterEach
    void close() {
        receiver.close();
    }

    @Test
    void posts_json_and_nothing_of_its_own_surroundings() throws Exception {
        Answer answer = post(local(), receiver.url("/hooks?tenant=1"));

        assertThat(answer).isEqualTo(new Answer(204, null));
        assertThat(receiver.received()).singleElement().satisfies(request -> {
            assertThat(request.path()).isEqualTo("/hooks?tenant=1");
            assertThat(request.body()).isEqualTo("{}");
            assertThat(request.headers())
                    .containsEntry("webhook-id", "1")
                    .containsEntry("User-Agent", "Waybill-Webhooks")
                    .containsEntry("Content-Type", "application/json; charset=UTF-8")
                    .containsOnlyKeys(
                            "webhook-id", "User-Agent", "Content-Type", "Content-Length", "Connection", "Host");
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void follows_no_redirect(int status) throws Exception {
        receiver.answers(status);

        assertThat(post(local(), receiver.url("/")))
                .isEqualTo(
                        new Answer(status, "The receiver answered %d; redirects are not followed".formatted(status)));
        assertThat(receiver.received()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0"})
    void connects_to_no_address_that_is_not_public(String host) throws Exception {
        Answer answer =
                post(sender(SystemDefaultDnsResolver.INSTANCE), "http://%s:%d/".formatted(host, receiver.port()));

        assertThat(answer).isEqualTo(Answer.none(NOT_PUBLIC));
        assertThat(receiver.received()).isEmpty();
    }

    /** The name resolves to a public address when it is checked, and to an internal one a moment later. */
    @Test
    void a_rebound_name_leads_nowhere() throws Exception {
        AtomicInteger lookUps = new AtomicInteger();
        DnsResolver rebinding = new SystemDefaultDnsResolver() {
            @Override
            public InetAddress[] resolve(String host) throws UnknownHostException {
                return new InetAddress[] {
                    InetAddress.getByName(lookUps.getAndIncrement() == 0 ? "93.184.215.14" : "127.0.0.1")
                };
            }
        };
        WebhookSettings settings = DestinationsTest.settings(true);
        Destinations destinations = new Destinations(settings, new Lookups(rebinding));
        String url = "http://rebound.example:%d/".formatted(receiver.port());
        assertThat(destinations.check(url)).hasToString(url);

        assertThat(post(new Sender(destinations, rebinding, settings), url)).isEqualTo(Answer.none(NOT_PUBLIC));

        assertThat(lookUps).hasValue(2);
        assertThat(receiver.received()).isEmpty();
    }

    @Test
    void asks_no_proxy_that_the_system_has() throws Exception {
        try (Receiver proxy = new Receiver()) {
            System.setProperty("http.proxyHost", "127.0.0.1");
            System.setProperty("http.proxyPort", Integer.toString(proxy.port()));
            System.setProperty("http.nonProxyHosts", "");
            try {
                assertThat(post(local(), receiver.url("/")).isSuccess()).isTrue();
                assertThat(post(sender(SystemDefaultDnsResolver.INSTANCE), receiver.url("/"))
                                .isSuccess())
                        .isFalse();
            } finally {
                System.clearProperty("http.proxyHost");
                System.clearProperty("http.proxyPort");
                System.clearProperty("http.nonProxyHosts");
            }
            assertThat(proxy.received()).isEmpty();
        }
    }

    @Test
    void a_failed_connection_is_described_in_words() throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }

        assertThat(post(local(), "http://127.0.0.1:" + free))
                .isEqualTo(Answer.none("The receiver does not accept connections"));
        assertThat(post(sender(DestinationsTest.names()), "http://unknown.example/"))
                .isEqualTo(Answer.none(NOT_PUBLIC));
        assertThat(post(local(), rawly("HTTP/1.1 200 OK\r\n\r\n", "").replace("http:", "https:")))
                .isEqualTo(Answer.none("No secure connection was possible; check the receiver's certificate"));
    }

    @Test
    void waits_for_an_answer_no_longer_than_it_may() throws Exception {
        assertThat(timed(rawly("", "")).error()).isEqualTo("There was no answer within 2 s");
        assertThat(timed(rawly("HTTP/1.1 200 OK\r\n", "X: y\r\n")).error())
                .isEqualTo("The connection ended before there was an answer");
        assertThat(timed(rawly("", "HTTP/1.1 100 Continue\r\n\r\n")).error()).isNotNull();
    }

    @Test
    void reads_nothing_of_an_endless_answer() throws Exception {
        assertThat(timed(rawly("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", "4\r\nmore\r\n")))
                .isEqualTo(new Answer(200, null));
    }

    private Answer timed(String url) throws InterruptedException {
        long begin = System.nanoTime();
        Answer answer = post(local(), url);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(4));
        return answer;
    }

    /** The URL of a server that sends one text, and then the other forever. */
    private static String rawly(String first, String then) throws IOException {
        ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Thread.ofPlatform().daemon().start(() -> {
            try (server;
                    Socket socket = server.accept();
                    OutputStream out = socket.getOutputStream()) {
                out.write(first.getBytes(StandardCharsets.US_ASCII));
                out.flush();
                while (!then.isEmpty()) {
                    out.write(then.getBytes(StandardCharsets.US_ASCII));
                }
                socket.getInputStream().transferTo(OutputStream.nullOutputStream());
            } catch (IOException e) {
                // The sender has closed the connection, as it should.
            }
        });
        return "http://127.0.0.1:" + server.getLocalPort();
    }

    private static Answer post(Sender sender, String url) throws InterruptedException {
        return sender.post(URI.create(url), Map.of("webhook-id", "1"), "{}");
    }

    private static Sender local() {
        return sender(SystemDefaultDnsResolver.INSTANCE, "127.0.0.1");
    }

    private static Sender sender(DnsResolver dns, String... allowed) {
        WebhookSettings settings = DestinationsTest.settings(true, allowed);
        return new Sender(new Destinations(settings, new Lookups(dns)), dns, settings);
    }
}
