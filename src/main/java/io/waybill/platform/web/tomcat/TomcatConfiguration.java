package io.waybill.platform.web.tomcat;

import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The settings of Tomcat that application.yml cannot express. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(TomcatSettings.class)
class TomcatConfiguration {

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> strictTomcat(TomcatSettings settings) {
        return tomcat -> {
            tomcat.setProtocol(PromptHttp11Protocol.class.getName());
            tomcat.addConnectorCustomizers(connector -> {
                // No call takes a form, and Tomcat would read it without Waybill's limits.
                connector.setParseBodyMethods("");
                if (connector.getProtocolHandler() instanceof PromptHttp11Protocol http) {
                    http.setHeaderTime(settings.headerTime());
                    restrictBodies(http);
                }
            });
            tomcat.addEngineValves(new LingeringValve());
            // Runs before the one that Spring Boot has added.
            tomcat.addContextCustomizers(
                    context -> context.getParent().getPipeline().addValve(new ProblemValve()));
        };
    }

    private static void restrictBodies(AbstractHttp11Protocol<?> http) {
        // Answers "Expect: 100-continue" only when the body is read, not before it may be refused.
        http.setContinueResponseTiming("onRead");
        // Hardly anybody uses these, but they can be sent byte by byte within a single read.
        http.setMaxExtensionSize(64);
        http.setMaxTrailerSize(64);
    }
}
