package io.waybill.platform.security;

import io.waybill.core.CustomerId;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.AccessDeniedException;

/**
 * Who calls. A controller parameter of this type is filled in from the token.
 *
 * @param name the token's subject, which does not change as long as the issuer has the caller
 * @param roles as named in {@link Role}
 * @param customer the customer for whom the caller has the role customer
 * @param driver the driver for whom the caller has the role driver
 */
public record Caller(
        String name,
        Set<String> roles,
        @Nullable CustomerId customer,
        @Nullable String driver) {

    public boolean isOperator() {
        return roles.contains(Role.OPERATOR);
    }

    /**
     * The only customer whose orders and account the caller may see and change; empty if the caller may do so for any
     * customer.
     *
     * @throws AccessDeniedException if it is nobody's
     */
    public Optional<CustomerId> onlyCustomer() {
        return isOperator() || roles.contains(Role.SERVICE) ? Optional.empty() : Optional.of(own(customer, "customer"));
    }

    /**
     * The only driver whose offers the caller may see and answer; empty if the caller may do so for any driver.
     *
     * @throws AccessDeniedException if it is nobody's
     */
    public Optional<String> onlyDriver() {
        return isOperator() ? Optional.empty() : Optional.of(own(driver, "driver"));
    }

    private static <T> T own(@Nullable T one, String kind) {
        if (one == null) {
            throw new AccessDeniedException("This token is not for a " + kind);
        }
        return one;
    }

    public boolean mayActFor(CustomerId other) {
        return onlyCustomer().map(other::equals).orElse(true);
    }

    public boolean mayActForDriver(String other) {
        return onlyDriver().map(other::equals).orElse(true);
    }
}
