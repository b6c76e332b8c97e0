package io.waybill.shop.order;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({ProcessSettings.class, OrderSettings.class, BacklogSettings.class})
class ProcessConfiguration {}
