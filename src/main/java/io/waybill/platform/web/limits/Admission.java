package io.waybill.platform.web.limits;

import io.waybill.core.refusal.Unavailable;
import io.waybill.platform.web.BodyRefused;
import io.waybill.platform.web.TooManyRequests;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.util.WebUtils;

/**
 * Admits a caller who is authenticated, or need not be, if the caller is within the rate limit, announces no body that
 * would be refused, and finds a place. A caller whose authentication fails does not get here and is counted where it
 * fails.
 */
class Admission extends OncePerRequestFilter {

    private static final Set<String> UNLIMITED = Set.of("/livez", "/readyz");

    private final RateLimits limits;
    private final Places places;
    private final HandlerExceptionResolver problems;

    Admission(RateLimits limits, Places places, HandlerExceptionResolver problems) {
        this.limits = limits;
        this.places = places;
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return UNLIMITED.contains(request.getServletPath());
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Semaphore place;
        try {
            limits.count(request, response);
            GuardedRequest guarded = WebUtils.getNativeRequest(request, GuardedRequest.class);
            if (guarded != null) {
                guarded.check();
            }
            place = places.take(request);
        } catch (TooManyRequests | BodyRefused | Unavailable e) {
            problems.resolveException(request, response, null, e);
            return;
        }
        try {
            chain.doFilter(request, response);
        } finally {
            place.release();
        }
    }
}
