package io.waybill;

import io.waybill.embedded.EmbeddedTest;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.modulith.test.ApplicationModuleTest.BootstrapMode;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

/**
 * Starts one module with its dependencies, on the real database and the real queues. No worker and no listener runs:
 * the test makes their calls itself.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ApplicationModuleTest(
        mode = BootstrapMode.DIRECT_DEPENDENCIES,
        // What each module builds on. The model check is not a component, but a bean of the module deployment.
        extraIncludes = {
            "core",
            "model",
            "outage",
            "outbox",
            "process",
            "queue",
            "web",
            "security",
            "idempotency",
            "openapi"
        },
        verifyAutomatically = false)
@EmbeddedTest
@DirtiesContext
@TestPropertySource(
        properties = {
            "spring.profiles.active=sample",
            "camunda.client.worker.defaults.enabled=false",
            "spring.cloud.aws.sqs.listener.auto-startup=false",
            // Started without the engine, a module does not have the engine's migrations, which others have applied to
            // the same database.
            "spring.flyway.ignore-migration-patterns=*:missing",
            // Whether there is a model is the deployment's to say, which not every module builds on.
            "management.endpoint.health.validate-group-membership=false"
        })
public @interface ModuleTest {}
