package io.waybill.platform.security;

import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import org.springframework.util.ClassUtils;

/**
 * Makes Waybill refuse to start if it would let in nobody, or anybody: without an issuer, or with the development
 * issuer outside the embedded default. The embedded default is recognised by the classes of its servers, which no jar
 * of Waybill contains.
 */
@Component
class IssuerCheck implements BeanFactoryPostProcessor, EnvironmentAware {

    /** The issuer of the embedded default, which signs any token it is asked for. */
    static final String DEVELOPMENT_ISSUER = "urn:waybill:development-issuer";

    private static final String EMBEDDED_SERVERS = "io.waybill.embedded.EmbeddedServers";
    private static final String JWT = "spring.security.oauth2.resourceserver.jwt.";

    private final boolean embedded;

    @SuppressWarnings("NullAway.Init")
    private Environment environment;

    IssuerCheck() {
        this(ClassUtils.isPresent(EMBEDDED_SERVERS, IssuerCheck.class.getClassLoader()));
    }

    IssuerCheck(boolean embedded) {
        this.embedded = embedded;
    }

    @Override
    public void setEnvironment(Environment environment) {
        this.environment = environment;
    }

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
        String issuer = environment.getProperty(JWT + "issuer-uri", "");
        if (issuer.isBlank()) {
            throw new IssuerRefused(
                    "No token issuer is configured, so nobody could call Waybill.",
                    "Set %1$sissuer-uri to your OpenID Connect issuer, and %1$sjwk-set-uri to its keys if its metadata"
                                    .formatted(JWT)
                            + " does not give their address.");
        }
        if (issuer.equals(DEVELOPMENT_ISSUER) && !embedded) {
            throw new IssuerRefused(
                    "The issuer %s is for development: it signs any token it is asked for. Only the embedded default may trust it."
                            .formatted(DEVELOPMENT_ISSUER),
                    "Set %sissuer-uri to an issuer of your own, or start the embedded default with mvn spring-boot:test-run."
                            .formatted(JWT));
        }
    }
}
