package io.waybill.platform.security;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import java.util.Set;
import java.util.function.Predicate;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.method.HandlerMethod;

/** Who may make a call of Waybill, as its controller declares it. */
class Allowed {

    private Allowed() {}

    static boolean isOurs(HandlerMethod call) {
        return call.getBeanType().getName().startsWith("io.waybill.");
    }

    /** Nobody may make a call that declares nothing. */
    static Predicate<Caller> to(HandlerMethod call) {
        if (!isOurs(call)) {
            return caller -> false;
        }
        if (call.hasMethodAnnotation(PermitAll.class)) {
            return caller -> true;
        }
        Set<String> roles = rolesOf(call);
        return caller -> caller.roles().stream().anyMatch(roles::contains);
    }

    private static Set<String> rolesOf(HandlerMethod call) {
        RolesAllowed ofMethod = call.getMethodAnnotation(RolesAllowed.class);
        RolesAllowed allowed = ofMethod != null
                ? ofMethod
                : AnnotatedElementUtils.findMergedAnnotation(call.getBeanType(), RolesAllowed.class);
        return allowed == null ? Set.of() : Set.of(allowed.value());
    }
}
