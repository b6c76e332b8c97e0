package io.waybill.platform.security;

import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.convert.converter.Converter;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtTypeValidator;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Every call needs a token from the issuer, except for what is open to anyone. Controllers declare which roles may call
 * them ({@code @RolesAllowed}).
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({SecuritySettings.class, WebSettings.class})
class SecurityConfiguration {

    private static final String[] OPEN = {
        "/actuator/health/**", "/actuator/info", "/livez", "/readyz",
        "/v3/api-docs/**", "/v3/api-docs.yaml", "/swagger-ui.html", "/swagger-ui/**",
    };

    @Bean
    SecurityFilterChain security(
            HttpSecurity http, SecurityProblems problems, SecuritySettings settings, WebSettings web) {
        if (!web.allowedOrigins().isEmpty()) {
            http.addFilter(CrossOrigin.filter(web.allowedOrigins(), problems));
        }
        return http.authorizeHttpRequests(requests -> requests.requestMatchers(OPEN)
                        .permitAll()
                        .requestMatchers("/actuator/**")
                        .hasAuthority(Role.OPERATOR)
                        .anyRequest()
                        .authenticated())
                .oauth2ResourceServer(server -> server.authenticationEntryPoint(problems)
                        .accessDeniedHandler(problems)
                        .withObjectPostProcessor(answerEveryFailure(problems))
                        .jwt(jwt -> jwt.jwtAuthenticationConverter(authentication(new Callers(settings)))))
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                // Not needed: no browser sends a bearer token by itself.
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .headers(SecurityHeaders::configure)
                .build();
    }

    /** Without this, a failure to fetch the issuer's keys would be answered as an internal error. */
    private static ObjectPostProcessor<BearerTokenAuthenticationFilter> answerEveryFailure(SecurityProblems problems) {
        return new ObjectPostProcessor<>() {
            @Override
            public <F extends BearerTokenAuthenticationFilter> F postProcess(F filter) {
                filter.setAuthenticationFailureHandler(problems::commence);
                return filter;
            }
        };
    }

    private static Converter<Jwt, AbstractAuthenticationToken> authentication(Callers callers) {
        return token -> {
            Caller caller = callers.of(token);
            return new CallerAuthentication(token, caller);
        };
    }

    /** A token and what was read from it. */
    static final class CallerAuthentication extends JwtAuthenticationToken {

        private static final long serialVersionUID = 1L;

        private final transient Caller caller;

        CallerAuthentication(Jwt token, Caller caller) {
            super(token, AuthorityUtils.createAuthorityList(caller.roles()), caller.name());
            this.caller = caller;
        }

        Caller caller() {
            return caller;
        }
    }

    /**
     * A token without an expiry would be valid forever; one without a subject could not be distinguished from others.
     */
    @Bean
    OAuth2TokenValidator<Jwt> tokenIsComplete() {
        OAuth2Error incomplete =
                new OAuth2Error(OAuth2ErrorCodes.INVALID_TOKEN, "The token has no subject or does not expire", null);
        return token -> token.getExpiresAt() == null
                        || token.getSubject() == null
                        || token.getSubject().isBlank()
                        || token.getSubject().length() > 255
                ? OAuth2TokenValidatorResult.failure(incomplete)
                : OAuth2TokenValidatorResult.success();
    }

    /** The types that issuers give access tokens: JWT, that of RFC 9068, or none. */
    @Bean
    JwtTypeValidator typeOfToken() {
        JwtTypeValidator type = new JwtTypeValidator("JWT", "at+jwt");
        type.setAllowEmpty(true);
        return type;
    }

    @Bean
    WebMvcConfigurer callersInControllers(ObjectProvider<Welcome> welcomes) {
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(
                        new RolesInterceptor(welcomes.orderedStream().toList()));
            }

            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(new CallerArgument());
            }
        };
    }
}
