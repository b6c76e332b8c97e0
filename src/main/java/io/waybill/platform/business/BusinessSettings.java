package io.waybill.platform.business;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings under {@code waybill}.
 *
 * @param businesses the businesses that this Waybill carries: {@code account}, {@code courier}, {@code factory},
 *     {@code race}, {@code shop}; all if not set. What is left out has no calls, no steps and no models here, and nobody works on its
 *     tables. All replicas need the same
 */
@ConfigurationProperties("waybill")
record BusinessSettings(@DefaultValue List<String> businesses) {}
