package io.waybill.platform.security;

import java.time.Duration;
import java.util.List;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.DefaultCorsProcessor;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;
import org.springframework.web.filter.CorsFilter;

/** Lets pages of the allowed origins call Waybill from a browser. */
class CrossOrigin {

    private static final List<String> REQUEST_HEADERS = List.of(
            "Authorization", "Content-Type", "Idempotency-Key", "If-Match", "If-None-Match", "Last-Event-ID", "Prefer");
    private static final List<String> RESPONSE_HEADERS = List.of(
            "ETag",
            "Link",
            "Location",
            "Preference-Applied",
            "RateLimit",
            "RateLimit-Policy",
            "Retry-After",
            "WWW-Authenticate");

    private CrossOrigin() {}

    static CorsFilter filter(List<String> origins, SecurityProblems problems) {
        CorsConfiguration allowed = new CorsConfiguration();
        allowed.setAllowedOrigins(origins);
        allowed.setAllowedMethods(List.of("GET", "HEAD", "POST", "PUT", "DELETE"));
        allowed.setAllowedHeaders(REQUEST_HEADERS);
        allowed.setExposedHeaders(RESPONSE_HEADERS);
        allowed.setMaxAge(Duration.ofHours(1));
        UrlBasedCorsConfigurationSource everywhere = new UrlBasedCorsConfigurationSource();
        everywhere.registerCorsConfiguration("/**", allowed);

        CorsFilter filter = new CorsFilter(everywhere);
        DefaultCorsProcessor check = new WithoutAnswer();
        filter.setCorsProcessor((configuration, request, response) -> {
            boolean isAllowed = check.processRequest(configuration, request, response);
            if (!isAllowed) {
                problems.handle(
                        request, response, new AccessDeniedException("Pages of this origin may not make this call"));
            }
            return isAllowed;
        });
        return filter;
    }

    /** The default processor would answer in plain text. */
    private static class WithoutAnswer extends DefaultCorsProcessor {

        @Override
        protected void rejectRequest(ServerHttpResponse response) {}
    }
}
