package io.waybill.order;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings under {@code waybill}.
 *
 * @param currency of all amounts, as ISO 4217 code
 */
@ConfigurationProperties("waybill")
record OrderSettings(@DefaultValue("KRW") String currency) {}
