package io.waybill.shop.order;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings under {@code waybill}.
 *
 * @param currency of all amounts, as ISO 4217 code
 * @param operateAddress of Camunda Operate as operators' browsers reach it, without a slash at its end; if there is none,
 *     orders have no link to it
 * @param cockpitAddress the same of Operaton's Cockpit, beside the embedded engine
 */
@ConfigurationProperties("waybill")
record OrderSettings(
        @DefaultValue("KRW") String currency,
        @Nullable String operateAddress,
        @Nullable String cockpitAddress) {}
