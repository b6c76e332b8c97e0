package io.waybill.platform.web.limits;

import com.github.benmanes.caffeine.cache.Ticker;
import jakarta.servlet.Filter;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.servlet.HandlerExceptionResolver;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LimitSettings.class)
class LimitsConfiguration {

    @Bean
    FilterRegistrationBean<BodyFilter> bodyFilter(
            LimitSettings settings, @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
        return ordered(new BodyFilter(settings, problems, Ticker.systemTicker()), Ordered.HIGHEST_PRECEDENCE);
    }

    @Bean
    FilterRegistrationBean<Admission> admission(
            RateLimits limits,
            Places places,
            @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
        return ordered(new Admission(limits, places, problems), SecurityFilterProperties.DEFAULT_FILTER_ORDER + 1);
    }

    private static <F extends Filter> FilterRegistrationBean<F> ordered(F filter, int order) {
        FilterRegistrationBean<F> registration = new FilterRegistrationBean<>(filter);
        registration.setOrder(order);
        return registration;
    }
}
