package io.waybill.platform.security;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings under {@code waybill.security}: which claims of a token show what its bearer may do. The issuer, its keys
 * and the audience are Spring's own settings, {@code spring.security.oauth2.resourceserver.jwt}.
 *
 * @param rolesClaim the claim with the roles, a list or words separated by spaces; {@code realm_access.roles} is the
 *     claim {@code roles} inside the claim {@code realm_access}
 * @param rolesPrefix what precedes the name of each role, such as {@code waybill:} in a scope
 * @param customerClaim the claims that may have the customer id of a caller with the role customer; the first that a
 *     token has counts. With {@code customer_id,sub}, a caller without a customer id is the customer named by the
 *     token's subject, so people can sign up without an administrator
 * @param driverClaim the claim with the driver id of a caller with the role driver
 */
@ConfigurationProperties("waybill.security")
record SecuritySettings(
        @DefaultValue("roles") String rolesClaim,
        @DefaultValue("") String rolesPrefix,
        @DefaultValue("customer_id") List<String> customerClaim,
        @DefaultValue("driver_id") String driverClaim) {}
