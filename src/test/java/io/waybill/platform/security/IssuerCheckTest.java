package io.waybill.platform.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waybill.embedded.TokenIssuer;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.mock.env.MockEnvironment;

class IssuerCheckTest {

    private static final String ISSUER = "spring.security.oauth2.resourceserver.jwt.issuer-uri";

    @Test
    void without_an_issuer_waybill_does_not_start() {
        assertThatThrownBy(() -> check(false, ""))
                .isInstanceOf(IssuerRefused.class)
                .hasMessageContaining("No token issuer");
        assertThatThrownBy(() -> check(true, " ")).isInstanceOf(IssuerRefused.class);
    }

    @Test
    void the_development_issuer_is_trusted_in_the_embedded_default_only() {
        assertThat(IssuerCheck.DEVELOPMENT_ISSUER).isEqualTo(TokenIssuer.NAME);
        assertThatCode(() -> check(true, TokenIssuer.NAME)).doesNotThrowAnyException();
        assertThatThrownBy(() -> check(false, TokenIssuer.NAME))
                .isInstanceOf(IssuerRefused.class)
                .hasMessageContaining("for development");
    }

    @Test
    void any_other_issuer_is_accepted() {
        assertThatCode(() -> check(false, "https://login.example.com/")).doesNotThrowAnyException();
    }

    private static void check(boolean embedded, String issuer) {
        IssuerCheck check = new IssuerCheck(embedded);
        check.setEnvironment(new MockEnvironment().withProperty(ISSUER, issuer));
        check.postProcessBeanFactory(new DefaultListableBeanFactory());
    }
}
