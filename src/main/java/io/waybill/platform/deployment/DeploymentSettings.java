package io.waybill.platform.deployment;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings under {@code waybill}.
 *
 * @param models the folders from which a start takes the models, such as {@code file:/models/}: together they are one
 *     version. What analysts send comes after it
 */
@ConfigurationProperties("waybill")
record DeploymentSettings(@DefaultValue("classpath*:/bpmn/") List<String> models) {}
