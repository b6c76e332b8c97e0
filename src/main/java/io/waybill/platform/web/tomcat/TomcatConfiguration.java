package io.waybill.platform.web.tomcat;

import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What application.yml cannot say of Tomcat. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(TomcatSettings.class)
class TomcatConfiguration {

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> strictTomcat(TomcatSettings settings) {
        return tomcat -> {
            tomcat.setProtocol(PromptHttp11Protocol.class.getName());
            tomcat.addConnectorCustomizers(connector -> {
                // No call takes a form. Tomcat would read it without asking Waybill for its limits.
                connector.setParseBodyMethods("");
                if (connector.getProtocolHandler() instanceof PromptHttp11Protocol http) {
                    http.setHeaderTime(settings.headerTime());
                    restrictBodies(http);
                }
            });
            tomcat.addEngineValves(new LingeringValve());
            // Reports before the one that Spring Boot has added.
            tomcat.addContextCustomizers(
                    context -> context.getParent().getPipeline().addValve(new ProblemValve()));
        };
    }

    private static void restrictBodies(AbstractHttp11Protocol<?> http) {
        // Who asks whether to send the body is told so when it is wanted, and not before it is refused.
        http.setContinueResponseTiming("onRead");
        // Hardly anybody uses either, but they can be sent a byte at a time inside of a single read.
        http.setMaxExtensionSize(64);
        http.setMaxTrailerSize(64);
    }
}
