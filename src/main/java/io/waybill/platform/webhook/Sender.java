package io.waybill.platform.webhook;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.routing.DefaultRoutePlanner;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.io.Closer;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.http.client.FilteredHostException;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.HttpComponentsHttpClientBuilder;
import org.springframework.boot.http.client.HttpRedirects;
import org.springframework.stereotype.Component;

/**
 * Posts to receivers that Waybill does not trust. Each post uses its own connection, to an address that was checked; it
 * follows no redirect, uses no proxy, and reads only the status of the response.
 */
@Component
class Sender implements DisposableBean {

    private final CloseableHttpClient http;
    private final Duration timeout;

    /** Separate threads, because the look-up of a host cannot be interrupted. */
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofPlatform().daemon().name("webhook-", 0).factory());

    Sender(Destinations destinations, DnsResolver dns, WebhookSettings settings) {
        this.timeout = settings.timeout();
        this.http = new HttpComponentsHttpClientBuilder()
                .withDnsResolver(dns)
                .withConnectionManagerCustomizer(connections -> connections
                        .setMaxConnTotal(Integer.MAX_VALUE)
                        .setMaxConnPerRoute(Integer.MAX_VALUE)
                        .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                                .http1Config(boundedHeaders())
                                .build()))
                .withCustomizer(Sender::plain)
                .build(HttpClientSettings.defaults()
                        .withTimeouts(timeout, timeout)
                        .withRedirects(HttpRedirects.DONT_FOLLOW)
                        .withInetAddressFilter(destinations.allowed()));
    }

    private static Http1Config boundedHeaders() {
        return Http1Config.custom()
                .setMaxHeaderCount(100)
                .setMaxLineLength(8_192)
                .setMaxEmptyLineCount(10)
                .build();
    }

    private static void plain(HttpClientBuilder client) {
        client.setUserAgent("Waybill-Webhooks")
                // Not the one that uses the system's proxy: a proxy would look up the host itself.
                .setRoutePlanner(new DefaultRoutePlanner(null))
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression();
    }

    /** Returns the outcome, whatever it is. */
    Answer post(URI url, Map<String, String> headers, String json) throws InterruptedException {
        HttpPost request = new HttpPost(url);
        headers.forEach(request::setHeader);
        request.setHeader(HttpHeaders.CONNECTION, "close");
        request.setEntity(new StringEntity(json, ContentType.APPLICATION_JSON));
        Future<Integer> status = threads.submit(() -> exchange(request));
        try {
            return Answer.of(status.get(timeout.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            return Answer.none(late());
        } catch (ExecutionException e) {
            return Answer.none(inWords(requireNonNull(e.getCause())));
        } finally {
            request.cancel();
        }
    }

    private int exchange(HttpPost request) throws IOException {
        ClassicHttpResponse response = http.executeOpen(null, request, null);
        try {
            return response.getCode();
        } finally {
            // Closing alone would read the rest of the response.
            request.cancel();
            Closer.closeQuietly(response);
        }
    }

    private String inWords(Throwable failure) {
        return switch (failure) {
            case FilteredHostException e -> "The host does not exist or is not publicly reachable";
            case UnknownHostException e -> "The host does not exist or is not publicly reachable";
            case SocketTimeoutException e -> late();
            case ConnectException e -> "The receiver does not accept connections";
            case SSLException e -> "No secure connection was possible; check the receiver's certificate";
            default -> "The connection ended before there was an answer";
        };
    }

    private String late() {
        return "There was no answer within %d s".formatted(timeout.toSeconds());
    }

    @Override
    public void destroy() throws IOException {
        threads.shutdownNow();
        http.close();
    }
}
