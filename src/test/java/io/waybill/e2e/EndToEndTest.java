package io.waybill.e2e;

import io.waybill.embedded.EmbeddedTest;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.TestPropertySource;

/** The whole of Waybill on a port, on real servers, called over HTTP. Its context ends with the class, workers and all. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@EmbeddedTest
@ActiveProfiles("sample")
@DirtiesContext
@TestPropertySource(properties = {"spring.cloud.aws.sqs.listener.poll-timeout=1s", "management.server.port=0"})
@interface EndToEndTest {}
