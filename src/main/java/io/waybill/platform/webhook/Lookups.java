package io.waybill.platform.webhook;

import io.waybill.core.refusal.Unavailable;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.DnsResolver;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/**
 * Looks up names for callers, on a few threads of its own and for a few seconds at most: a name server that does not
 * answer must not block all threads that serve requests.
 */
class Lookups implements AutoCloseable {

    static final int AT_ONCE = 8;
    static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final int SECONDS_TO_WAIT = 5;

    private final DnsResolver dns;
    private final ThreadPoolExecutor threads;

    Lookups(DnsResolver dns) {
        this.dns = dns;
        CustomizableThreadFactory names = new CustomizableThreadFactory("webhook-lookup-");
        names.setDaemon(true);
        this.threads = new ThreadPoolExecutor(0, AT_ONCE, 1, TimeUnit.MINUTES, new SynchronousQueue<>(), names);
    }

    /**
     * The addresses of a host.
     *
     * @throws Unavailable if the look-up takes too long, or too many others are running
     */
    InetAddress[] of(String host) throws UnknownHostException {
        try {
            Future<InetAddress[]> found = threads.submit(() -> dns.resolve(host));
            return found.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw (UnknownHostException) new UnknownHostException(host).initCause(e);
        } catch (RejectedExecutionException | TimeoutException e) {
            throw tooSlow(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw tooSlow(e);
        }
    }

    private static Unavailable tooSlow(Exception why) {
        Unavailable refusal =
                new Unavailable("The URL's host cannot be looked up just now. Try again.", SECONDS_TO_WAIT);
        refusal.initCause(why);
        return refusal;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
