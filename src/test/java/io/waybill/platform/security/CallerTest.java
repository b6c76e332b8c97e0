package io.waybill.platform.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.waybill.core.CustomerId;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.access.AccessDeniedException;

class CallerTest {

    private static final CustomerId CUSTOMER = new CustomerId("C-1");

    @Test
    void a_customer_sees_one_customer_and_a_driver_one_driver() {
        assertThat(new Caller("c", Set.of(Role.CUSTOMER), CUSTOMER, null).onlyCustomer())
                .contains(CUSTOMER);
        assertThat(new Caller("d", Set.of(Role.DRIVER), null, "D-1").onlyDriver())
                .contains("D-1");
    }

    @Test
    void an_operator_sees_all_and_an_application_all_customers() {
        assertThat(new Caller("o", Set.of(Role.OPERATOR), null, null).onlyCustomer())
                .isEmpty();
        assertThat(new Caller("o", Set.of(Role.OPERATOR), null, null).onlyDriver())
                .isEmpty();
        assertThat(new Caller("s", Set.of(Role.SERVICE), null, null).onlyCustomer())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {Role.ANALYST, Role.DRIVER, Role.CUSTOMER, "organiser"})
    void a_caller_without_a_customer_and_a_driver_sees_none(String role) {
        Caller caller = new Caller("x", Set.of(role), null, null);

        assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(caller::onlyCustomer);
        assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(caller::onlyDriver);
        assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> caller.mayActFor(CUSTOMER));
        assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> caller.mayActForDriver("D-1"));
    }
}
