package io.waybill.platform.web.limits;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.waybill.platform.web.TooManyRequests;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/**
 * Limits how often each caller may call. Each replica counts for itself, so a caller may send the limit to each of
 * them. Answers show what is left, as in draft-ietf-httpapi-ratelimit-headers.
 */
@Component
public class RateLimits {

    private static final long MOST_CALLERS = 100_000;

    private final LoadingCache<Key, Bucket> buckets;
    private final String policy;

    RateLimits(LimitSettings settings) {
        long secondsToFill = Math.ceilDiv(settings.burst(), settings.requestsPerSecond());
        // A bucket that was not used for this long is full, like a new one.
        buckets = Caffeine.newBuilder()
                .expireAfterAccess(Duration.ofSeconds(secondsToFill + 1))
                .maximumSize(MOST_CALLERS)
                .build(caller -> Bucket.builder()
                        .addLimit(limit -> limit.capacity(settings.burst())
                                .refillGreedy(settings.requestsPerSecond(), Duration.ofSeconds(1)))
                        .build());
        policy = "\"default\";q=%d;w=%d".formatted(settings.burst(), secondsToFill);
    }

    /** Authenticated callers by name, others by address. */
    private record Key(boolean isCaller, String name) {

        static Key of(HttpServletRequest request) {
            Principal caller = request.getUserPrincipal();
            return caller == null ? new Key(false, request.getRemoteAddr()) : new Key(true, caller.getName());
        }
    }

    /**
     * Counts a request, and reports in the answer what is left.
     *
     * @throws TooManyRequests if nothing is
     */
    public void count(HttpServletRequest request, HttpServletResponse response) {
        ConsumptionProbe probe = buckets.get(Key.of(request)).tryConsumeAndReturnRemaining(1);
        response.setHeader("RateLimit-Policy", policy);
        response.setHeader(
                "RateLimit",
                "\"default\";r=%d;t=%d".formatted(probe.getRemainingTokens(), seconds(probe.getNanosToWaitForReset())));
        if (!probe.isConsumed()) {
            throw new TooManyRequests(Math.max(1, seconds(probe.getNanosToWaitForRefill())));
        }
    }

    private static long seconds(long nanos) {
        return Math.ceilDiv(nanos, TimeUnit.SECONDS.toNanos(1));
    }
}
