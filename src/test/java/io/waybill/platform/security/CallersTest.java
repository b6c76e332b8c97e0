package io.waybill.platform.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.core.CustomerId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.security.oauth2.jwt.Jwt;

class CallersTest {

    private static final String SUBJECT = "0b1f6c2e-6a55-4a7e-9d0c-0a9d4e1f7b11";

    private final Callers byDefault = callers("customer_id");
    private final Callers withSignUp = callers("customer_id", "sub");

    private static Callers callers(String... customerClaim) {
        return new Callers(new SecuritySettings("roles", "", List.of(customerClaim), "driver_id"));
    }

    private static Jwt token(Map<String, Object> claims) {
        return Jwt.withTokenValue("t")
                .header("alg", "none")
                .subject(SUBJECT)
                .claim("roles", List.of("customer"))
                .claims(all -> all.putAll(claims))
                .build();
    }

    @Test
    void a_customer_without_an_id_is_none_unless_the_subject_names_it() {
        assertThat(byDefault.of(token(Map.of())).roles()).isEmpty();
        assertThat(withSignUp.of(token(Map.of())).customer()).isEqualTo(new CustomerId(SUBJECT));
    }

    @Test
    void an_id_that_an_administrator_gave_comes_first() {
        assertThat(withSignUp.of(token(Map.of("customer_id", "C-1"))).customer())
                .isEqualTo(new CustomerId("C-1"));
    }

    static List<Object> mistakes() {
        return List.of("", " ", "' or '1'='1", 7, List.of("C-1"), Map.of("id", "C-1"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void an_id_that_is_none_does_not_become_the_subject(Object mistake) {
        assertThat(withSignUp.of(token(Map.of("customer_id", mistake))).customer())
                .isNull();
    }

    @Test
    void the_subject_makes_nobody_a_customer_who_does_not_have_the_role() {
        assertThat(withSignUp.of(token(Map.of("roles", List.of("analyst")))).customer())
                .isNull();
    }
}
