package io.waybill.shop.order.rest;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings under {@code waybill}.
 *
 * @param currency the currency of all amounts, as an ISO 4217 code
 * @param operateAddress the address of Camunda Operate as operators' browsers reach it, without a trailing slash, such
 *     as {@code https://operate.example.com}; if not set, orders have no link to Operate
 * @param cockpitAddress the address of Operaton's Cockpit as operators' browsers reach it, such as
 *     {@code https://waybill.example.com/operaton/app/cockpit/default}; if not set, orders have no link to Cockpit
 */
@ConfigurationProperties("waybill")
record OrderSettings(
        @DefaultValue("KRW") String currency,
        @Nullable String operateAddress,
        @Nullable String cockpitAddress) {}
