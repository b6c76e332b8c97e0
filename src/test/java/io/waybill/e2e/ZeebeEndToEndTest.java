package io.waybill.e2e;

import io.waybill.embedded.SharedServers;
import io.waybill.embedded.SharedZeebe;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.TestPropertySource;

/** An {@link EndToEndTest} whose orders run on Zeebe: one at a time, as Zeebe's test engine requires. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = {SharedServers.class, SharedZeebe.class})
@ActiveProfiles("sample")
@DirtiesContext
@TestPropertySource(properties = {"spring.cloud.aws.sqs.listener.poll-timeout=1s", "management.server.port=0"})
@interface ZeebeEndToEndTest {}
