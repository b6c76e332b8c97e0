package io.waybill.platform.web.tomcat;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings under {@code waybill.limits} that the server itself enforces.
 *
 * @param headerTime how long the headers of a request may take to arrive
 */
@ConfigurationProperties("waybill.limits")
record TomcatSettings(@DefaultValue("20s") Duration headerTime) {}
