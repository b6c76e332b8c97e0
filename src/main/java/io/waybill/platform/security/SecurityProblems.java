package io.waybill.platform.security;

import io.waybill.platform.web.TooManyRequests;
import io.waybill.platform.web.limits.RateLimits;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.server.resource.web.BearerTokenAuthenticationEntryPoint;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerExceptionResolver;

/** Answers refusals before a controller like every other error. */
@Component
class SecurityProblems implements AuthenticationEntryPoint, AccessDeniedHandler, RequestRejectedHandler {

    private final HandlerExceptionResolver problems;
    private final RateLimits limits;
    private final BearerTokenAuthenticationEntryPoint challenge = new BearerTokenAuthenticationEntryPoint();

    SecurityProblems(@Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems, RateLimits limits) {
        this.problems = problems;
        this.limits = limits;
        challenge.setRealmName("waybill");
    }

    /**
     * Counted against the caller's address. This does not lock out callers with a valid token from the same address.
     */
    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException e) {
        try {
            limits.count(request, response);
        } catch (TooManyRequests tooMany) {
            problems.resolveException(request, response, null, tooMany);
            return;
        }
        challenge.commence(request, response, e);
        problems.resolveException(request, response, null, e);
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException e) {
        problems.resolveException(request, response, null, e);
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, RequestRejectedException e) {
        problems.resolveException(request, response, null, e);
    }
}
