package io.waybill.shop.order.placing;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(BacklogSettings.class)
class PlacingConfiguration {}
