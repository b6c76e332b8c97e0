package io.waybill.platform.engine.embedded.cockpit;

import org.operaton.bpm.engine.ProcessEngine;
import org.operaton.bpm.spring.boot.starter.property.OperatonBpmProperties;
import org.operaton.bpm.spring.boot.starter.webapp.OperatonBpmWebappAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.ResourceLoader;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;

/**
 * Sets up Cockpit as Operaton's starter does, for an engine that Waybill sets up itself. The starter is made for an
 * earlier Spring Boot; this part of it runs on the current one.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(OperatonBpmWebappAutoConfiguration.class)
@ConditionalOnProperty("waybill.cockpit.user")
@EnableConfigurationProperties({CockpitSettings.class, OperatonBpmProperties.class})
class CockpitConfiguration extends OperatonBpmWebappAutoConfiguration {

    private final OperatonBpmProperties properties;

    CockpitConfiguration(ResourceLoader resources, OperatonBpmProperties properties) {
        super(resources, properties);
        this.properties = properties;
    }

    /** Cockpit has its own users, sessions and CSRF protection. */
    @Bean
    @Order(1)
    SecurityFilterChain cockpitSecurity(HttpSecurity http) {
        return http.securityMatcher(properties.getWebapp().getApplicationPath() + "/**")
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .csrf(AbstractHttpConfigurer::disable)
                .headers(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .securityContext(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .build();
    }

    @Bean
    CockpitUser cockpitUser(CockpitSettings settings, ProcessEngine engine, PlatformTransactionManager transactions) {
        return new CockpitUser(settings, engine.getIdentityService(), transactions);
    }

    /** None: the root path is Waybill's, not Cockpit's. */
    @Override
    public void addViewControllers(ViewControllerRegistry registry) {}
}
