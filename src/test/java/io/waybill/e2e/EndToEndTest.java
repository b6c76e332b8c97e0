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

/** All of Waybill, on real servers, called over HTTP. Its context, including the workers, ends with the class. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@EmbeddedTest
@ActiveProfiles("sample")
@DirtiesContext
@TestPropertySource(properties = {"spring.cloud.aws.sqs.listener.poll-timeout=1s", "management.server.port=0"})
@interface EndToEndTest {}
