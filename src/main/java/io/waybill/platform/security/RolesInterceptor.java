package io.waybill.platform.security;

import io.waybill.platform.security.SecurityConfiguration.CallerAuthentication;
import jakarta.annotation.security.RolesAllowed;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Lets only callers with a role named by {@link RolesAllowed} reach a Waybill controller. It decides before the body is
 * read, so a caller without the role does not learn what is wrong with the call.
 */
class RolesInterceptor implements HandlerInterceptor {

    private final List<Welcome> welcomes;

    RolesInterceptor(List<Welcome> welcomes) {
        this.welcomes = welcomes;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method && Allowed.isOurs(method)) {
            Caller caller = callerOf(method);
            welcomes.forEach(welcome -> welcome.greet(caller));
        }
        return true;
    }

    private static Caller callerOf(HandlerMethod method) {
        if (SecurityContextHolder.getContext().getAuthentication() instanceof CallerAuthentication authentication
                && Allowed.to(method).test(authentication.caller())) {
            return authentication.caller();
        }
        throw new AccessDeniedException("The roles of this token do not allow this call");
    }
}
