package io.waybill.platform.security;

import io.waybill.core.CustomerId;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jwt.Jwt;

/** Reads the caller from a token. */
class Callers {

    private static final Set<String> ROLES =
            Set.of(Role.CUSTOMER, Role.DRIVER, Role.OPERATOR, Role.ANALYST, Role.ORGANISER, Role.SERVICE);

    private final SecuritySettings settings;

    Callers(SecuritySettings settings) {
        this.settings = settings;
    }

    /** Ignores the role customer without a customer id, and the role driver without a driver id. */
    Caller of(Jwt token) {
        CustomerId customerId = customerOf(token);
        String driver = text(token, settings.driverClaim());
        Set<String> roles = new HashSet<>();
        values(claim(token.getClaims(), settings.rolesClaim()))
                .filter(value -> value.startsWith(settings.rolesPrefix()))
                .map(value -> value.substring(settings.rolesPrefix().length()))
                .filter(ROLES::contains)
                .filter(role -> customerId != null || !role.equals(Role.CUSTOMER))
                .filter(role -> driver != null || !role.equals(Role.DRIVER))
                .forEach(roles::add);
        return new Caller(
                Objects.requireNonNull(token.getSubject()),
                Set.copyOf(roles),
                roles.contains(Role.CUSTOMER) ? customerId : null,
                roles.contains(Role.DRIVER) ? driver : null);
    }

    /** A claim that is there but is no customer id does not make way for the next: it is a mistake. */
    private @Nullable CustomerId customerOf(Jwt token) {
        return settings.customerClaim().stream()
                .filter(claim -> claim(token.getClaims(), claim) != null)
                .findFirst()
                .flatMap(claim -> Optional.ofNullable(text(token, claim)))
                .filter(customer -> customer.matches(CustomerId.PATTERN))
                .map(CustomerId::new)
                .orElse(null);
    }

    private static @Nullable String text(Jwt token, String claim) {
        return claim(token.getClaims(), claim) instanceof String text && !text.isBlank() ? text : null;
    }

    /** Follows dots into nested claims; a claim's own name may contain dots, too. */
    private static @Nullable Object claim(Map<?, ?> claims, String path) {
        Object whole = claims.get(path);
        int dot = path.indexOf('.');
        if (whole != null || dot < 0) {
            return whole;
        }
        return claims.get(path.substring(0, dot)) instanceof Map<?, ?> inner
                ? claim(inner, path.substring(dot + 1))
                : null;
    }

    private static Stream<String> values(@Nullable Object claim) {
        if (claim instanceof String words) {
            return Arrays.stream(words.split(" "));
        }
        return claim instanceof Collection<?> list
                ? list.stream().filter(Objects::nonNull).map(Object::toString)
                : Stream.empty();
    }
}
