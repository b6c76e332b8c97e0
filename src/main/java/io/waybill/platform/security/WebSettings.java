package io.waybill.platform.security;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings under {@code waybill.web}.
 *
 * @param allowedOrigins whose pages browsers may let call Waybill, such as {@code https://shop.example.com}; none if empty
 */
@ConfigurationProperties("waybill.web")
record WebSettings(@DefaultValue List<String> allowedOrigins) {}
