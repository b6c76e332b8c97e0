package io.waybill.platform.security;

import jakarta.annotation.security.RolesAllowed;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Lets only callers with a role named by {@link RolesAllowed} reach a Waybill controller. It decides before the body is
 * read, so a caller without the role does not learn what is wrong with the call.
 */
class RolesInterceptor implements HandlerInterceptor {

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method
                && method.getBeanType().getName().startsWith("io.waybill.")
                && !isAllowed(method)) {
            throw new AccessDeniedException("The roles of this token do not allow this call");
        }
        return true;
    }

    private static boolean isAllowed(HandlerMethod method) {
        RolesAllowed allowed = rolesOf(method);
        return allowed != null
                && SecurityContextHolder.getContext().getAuthentication()
                        instanceof SecurityConfiguration.CallerAuthentication caller
                && Arrays.stream(allowed.value()).anyMatch(caller.caller().roles()::contains);
    }

    private static @Nullable RolesAllowed rolesOf(HandlerMethod method) {
        RolesAllowed ofMethod = method.getMethodAnnotation(RolesAllowed.class);
        return ofMethod != null
                ? ofMethod
                : AnnotatedElementUtils.findMergedAnnotation(method.getBeanType(), RolesAllowed.class);
    }
}
