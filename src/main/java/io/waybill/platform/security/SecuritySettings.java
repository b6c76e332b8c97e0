package io.waybill.platform.security;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings under {@code waybill.security}: which claims of a token show what its bearer may do. The issuer, its keys
 * and the audience are Spring's own settings, {@code spring.security.oauth2.resourceserver.jwt}.
 *
 * @param rolesClaim the claim with the roles, a list or words separated by spaces; {@code realm_access.roles} is the
 *     claim {@code roles} inside the claim {@code realm_access}
 * @param rolesPrefix what precedes the name of each role, such as {@code waybill:} in a scope
 * @param customerClaim the claim with the customer id of a caller with the role customer
 * @param driverClaim the claim with the driver id of a caller with the role driver
 */
@ConfigurationProperties("waybill.security")
record SecuritySettings(
        @DefaultValue("roles") String rolesClaim,
        @DefaultValue("") String rolesPrefix,
        @DefaultValue("customer_id") String customerClaim,
        @DefaultValue("driver_id") String driverClaim) {}
