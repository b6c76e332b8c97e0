package io.waybill.platform.security;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings under {@code waybill.web}.
 *
 * @param allowedOrigins origins whose pages may call Waybill from a browser, such as {@code https://shop.example.com}
 */
@ConfigurationProperties("waybill.web")
record WebSettings(@DefaultValue List<String> allowedOrigins) {}
