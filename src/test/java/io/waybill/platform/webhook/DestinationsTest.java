package io.waybill.platform.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.waybill.Given;
import io.waybill.core.refusal.Unavailable;
import io.waybill.core.refusal.Unprocessable;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DestinationsTest {

    private final Destinations destinations = destinations(false);

    private static Destinations destinations(boolean allowHttp, String... allowedNetworks) {
        return new Destinations(settings(allowHttp, allowedNetworks), new Lookups(names()));
    }

    static WebhookSettings settings(boolean allowHttp, String... allowedNetworks) {
        return new WebhookSettings(
                allowHttp, List.of(allowedNetworks), Duration.ofHours(24), null, Duration.ofSeconds(2), List.of());
    }

    /** Resolves literal addresses and localhost like the system; no look-up leaves this machine. */
    static DnsResolver names() {
        return new SystemDefaultDnsResolver() {
            @Override
            public InetAddress[] resolve(String host) throws UnknownHostException {
                return switch (host) {
                    case "public.example" -> addresses("93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c");
                    case "inside.example" -> addresses("10.0.0.7");
                    case "both.example" -> addresses("93.184.215.14", "127.0.0.1");
                    case "unknown.example" -> throw new UnknownHostException(host);
                    default -> super.resolve(host);
                };
            }
        };
    }

    private static InetAddress[] addresses(String... literals) throws UnknownHostException {
        InetAddress[] addresses = new InetAddress[literals.length];
        for (int i = 0; i < literals.length; i++) {
            addresses[i] = InetAddress.getByName(literals[i]);
        }
        return addresses;
    }

    /** A name server that does not answer must not block the threads that serve requests. */
    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void a_look_up_that_takes_too_long_is_to_be_repeated_later() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        DnsResolver silent = new SystemDefaultDnsResolver() {
            @Override
            public InetAddress[] resolve(String host) throws UnknownHostException {
                try {
                    never.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                throw new UnknownHostException(host);
            }
        };
        try (Lookups lookups = new Lookups(silent)) {
            Destinations slow = new Destinations(settings(false), lookups);
            List<Callable<Throwable>> calls = Collections.nCopies(
                    2 * Lookups.AT_ONCE, () -> catchThrowable(() -> slow.check("https://slow.example/")));

            long begin = System.nanoTime();
            assertThat(Given.atOnce(calls))
                    .allSatisfy(refusal -> assertThat(refusal)
                            .isInstanceOf(Unavailable.class)
                            .hasMessage("The URL's host cannot be looked up just now. Try again."));
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Lookups.PATIENCE.multipliedBy(2));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://public.example",
                "https://public.example/hooks?tenant=1",
                "HTTPS://public.example:8443/hooks",
                "https://93.184.215.14/",
                "https://[2606:2800:21f:cb07:6820:80da:af6b:8b2c]/",
            })
    void public_addresses_are_let_through(String url) {
        assertThat(destinations.check(url)).hasToString(url);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "localhost.",
                "inside.example",
                "both.example",
                "unknown.example",
                "127.0.0.1",
                "127.255.255.254",
                "0.0.0.0",
                "0.1.2.3",
                "10.0.0.1",
                "10.255.255.255",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.0.1",
                "169.254.169.254",
                "100.64.0.1",
                "100.127.255.255",
                "192.0.0.192",
                "192.0.2.1",
                "198.18.0.1",
                "198.51.100.1",
                "203.0.113.1",
                "224.0.0.1",
                "240.0.0.1",
                "255.255.255.255",
                "[::]",
                "[::1]",
                "[::127.0.0.1]",
                "[::ffff:127.0.0.1]",
                "[::ffff:10.0.0.1]",
                "[::ffff:a9fe:a9fe]",
                "[64:ff9b::7f00:1]",
                "[64:ff9b:1::1]",
                "[2001::1]",
                "[2001:db8::1]",
                "[2002:7f00:1::]",
                "[3fff::1]",
                "[5f00::1]",
                "[fc00::1]",
                "[fd00:ec2::254]",
                "[fe80::1]",
                "[fec0::1]",
                "[ff02::1]",
            })
    void internal_and_unknown_hosts_are_refused_in_the_same_words(String host) {
        assertThatThrownBy(() -> destinations.check("https://" + host + "/"))
                .isInstanceOf(Unprocessable.class)
                .hasMessage("The URL's host has to exist and be publicly reachable");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://public.example/",
                "ftp://public.example/",
                "file:///etc/passwd",
                "jar:https://public.example/a.jar!/b",
                "//public.example/",
                "public.example",
                "https:",
                "https:///hooks",
                "https:public.example",
                "https://public.example:0/",
                "https://public.example:65536/",
                "https://user@public.example/",
                "https://user:password@public.example/",
                "https://public.example@127.0.0.1/",
                "https://public.example/#fragment",
                "https://public.example/a b",
                "https://public.example/\r\nHost: inside.example",
                "https://public.example\\@127.0.0.1/",
                "https://bücher.example/",
                "https://2130706433/",
                "https://0x7f000001/",
                "https://0x7f.0.0.1/",
                "https://0177.0.0.1/",
                "https://127.1/",
                "https://127.0.1/",
                "https://017700000001/",
                "https://[::1%25lo]/",
                "https://①②⑦.⓪.⓪.①/",
            })
    void urls_of_other_kinds_are_refused(String url) {
        assertThatThrownBy(() -> destinations.check(url)).isInstanceOf(Unprocessable.class);
    }

    /** The check before connecting, whatever notation the URL uses for the address. */
    @ParameterizedTest
    @ValueSource(strings = {"2130706433", "127.1", "::ffff:127.0.0.1", "::1", "169.254.169.254", "fd00::1", "0.0.0.0"})
    void the_address_itself_is_refused_in_every_form(String literal) throws UnknownHostException {
        assertThat(destinations.allowed().matches(InetAddress.getByName(literal)))
                .isFalse();
    }

    @Test
    void internal_networks_can_be_allowed() {
        Destinations inside = destinations(true, "10.0.0.0/24", "::1");

        assertThat(inside.check("http://inside.example:8080/")).hasPort(8080);
        assertThat(inside.check("http://[::1]/")).hasHost("[::1]");
        assertThatThrownBy(() -> inside.check("http://10.0.1.1/")).isInstanceOf(Unprocessable.class);
        assertThatThrownBy(() -> inside.check("http://127.0.0.1/")).isInstanceOf(Unprocessable.class);
    }
}
