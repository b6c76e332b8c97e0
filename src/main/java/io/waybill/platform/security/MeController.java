package io.waybill.platform.security;

import jakarta.annotation.security.PermitAll;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Who the caller is, for pages that show only what their user may do. */
@RestController
class MeController {

    private final RequestMappingHandlerMapping calls;

    MeController(@Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping calls) {
        this.calls = calls;
    }

    /**
     * The caller, as Waybill reads the token.
     *
     * @param name the token's subject
     * @param roles those that count; a role customer or driver without an id does not
     * @param customerId the customer that the caller is
     * @param driverId the driver that the caller is
     * @param calls all that the caller's roles allow, such as {@code POST /orders}
     */
    record Me(
            String name,
            List<String> roles,
            @Nullable String customerId,
            @Nullable String driverId,
            List<String> calls) {}

    /** Shows who the caller is and what the caller may do. */
    @PermitAll
    @GetMapping("/me")
    Me getMe(Caller caller) {
        return new Me(
                caller.name(),
                caller.roles().stream().sorted().toList(),
                caller.customer() == null ? null : caller.customer().value(),
                caller.driver(),
                callsOf(caller));
    }

    private List<String> callsOf(Caller caller) {
        return calls.getHandlerMethods().entrySet().stream()
                .filter(call -> Allowed.to(call.getValue()).test(caller))
                .<String>mapMulti((call, into) -> names(call).forEach(into))
                .distinct()
                .sorted()
                .toList();
    }

    private static List<String> names(Map.Entry<RequestMappingInfo, HandlerMethod> call) {
        return call.getKey().getPatternValues().stream()
                .flatMap(path -> call.getKey().getMethodsCondition().getMethods().stream()
                        .map(method -> method + " " + path))
                .toList();
    }
}
