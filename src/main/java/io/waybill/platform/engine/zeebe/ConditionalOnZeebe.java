package io.waybill.platform.engine.zeebe;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;

/** On every bean of this package, because Waybill may run without a cluster. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ConditionalOnBooleanProperty(name = "camunda.client.enabled", matchIfMissing = true)
@interface ConditionalOnZeebe {}
