package io.waybill.platform.web.limits;

import com.github.benmanes.caffeine.cache.Ticker;
import io.waybill.platform.web.BodyRefused;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/** Makes every other filter and every controller read bodies within their limits. */
class BodyFilter extends OncePerRequestFilter {

    static final String BATCH = "/orders/batch";

    private final LimitSettings settings;
    private final HandlerExceptionResolver problems;
    private final Ticker ticker;

    BodyFilter(LimitSettings settings, HandlerExceptionResolver problems, Ticker ticker) {
        this.settings = settings;
        this.problems = problems;
        this.ticker = ticker;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            chain.doFilter(guard(request), response);
        } catch (BodyRefused e) {
            problems.resolveException(request, response, null, e);
        }
    }

    private GuardedRequest guard(HttpServletRequest request) {
        if (!request.getServletPath().equals(BATCH)) {
            return guard(request, settings.bodySize().toBytes(), settings.bodyTime());
        }
        return isNdjson(request.getContentType())
                ? guard(request, Long.MAX_VALUE, settings.streamTime())
                : guard(request, settings.batchSize().toBytes(), settings.batchTime());
    }

    private GuardedRequest guard(HttpServletRequest request, long size, Duration time) {
        return new GuardedRequest(request, size, time, ticker);
    }

    private static boolean isNdjson(@Nullable String type) {
        return type != null && type.regionMatches(true, 0, MediaType.APPLICATION_NDJSON_VALUE, 0, 20);
    }
}
