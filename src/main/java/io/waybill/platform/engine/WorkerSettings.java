package io.waybill.platform.engine;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings under {@code waybill.worker}.
 *
 * @param firstRetry how long a job that failed waits for its first retry; the wait doubles with each further one, up to 20 s
 */
@ConfigurationProperties("waybill.worker")
public record WorkerSettings(@DefaultValue("1s") Duration firstRetry) {}
