package io.waybill.platform.security;

/** What a caller may do, according to the token's roles claim. For use in {@code @RolesAllowed}. */
public final class Role {

    /** Places and follows the orders of one customer, and sees that customer's account. */
    public static final String CUSTOMER = "customer";

    /** Answers the offers made to one driver. */
    public static final String DRIVER = "driver";

    /** Sees and repairs everything. */
    public static final String OPERATOR = "operator";

    /** Changes the models. */
    public static final String ANALYST = "analyst";

    /** Makes races, and manages their own. */
    public static final String ORGANISER = "organiser";

    /** An application that places and follows orders for any customer. */
    public static final String SERVICE = "service";

    private Role() {}
}
