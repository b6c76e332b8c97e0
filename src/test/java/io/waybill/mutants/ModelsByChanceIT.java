package io.waybill.mutants;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.embedded.OwnServers;
import io.waybill.platform.engine.Engines;
import io.waybill.platform.engine.embedded.EngineByHand;
import io.waybill.platform.engine.embedded.EngineByHand.Turns;
import io.waybill.platform.model.ModelCheck;
import io.waybill.platform.model.contract.Contract;
import io.waybill.platform.process.Processes;
import io.waybill.shop.production.FactoryAnswers;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.TestPropertySource;

/**
 * Whatever is drawn, the books and the promises stay right. A short run in each build; for more: {@code mvn verify
 * -Pmodels -Dmodels.count=1000 -Dmodels.seed=1}, which writes a report for each process to {@code target/models}. With {@code
 * -Dmodels.check=false} what the check refuses is played, too; with {@code -Dmodels.guards=false} no step is refused.
 */
@Tag("models")
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = OwnServers.class)
@ActiveProfiles("sample")
@DirtiesContext
@Import({EngineByHand.class, FactoryAnswers.class, ModelsByChanceIT.Wiring.class})
@TestPropertySource(properties = {"spring.cloud.aws.sqs.listener.auto-startup=false", "management.server.port=0"})
class ModelsByChanceIT {

    /** Of each process; enough for about five that are called right. */
    private static final int COUNT = 30;

    @TestConfiguration(proxyBeanMethods = false)
    static class Wiring {
        @Bean
        @Primary
        MovedClock movedClock() {
            return new MovedClock();
        }

        /** Without the guards, what they prevent is seen again. */
        @Bean
        static BeanDefinitionRegistryPostProcessor guards() {
            return registry -> {
                if (!isOn("models.guards")) {
                    registry.removeBeanDefinition("guard");
                }
            };
        }
    }

    /** A setting of this test that is on if it is not set. */
    private static boolean isOn(String setting) {
        return Boolean.parseBoolean(System.getProperty(setting, "true"));
    }

    @LocalServerPort
    int port;

    @LocalManagementPort
    int managementPort;

    @Autowired
    JdbcClient db;

    @Autowired
    MovedClock clock;

    @Autowired
    Turns engine;

    @Autowired
    Engines engines;

    @Autowired
    FactoryAnswers factory;

    @Autowired
    Contract contract;

    @Autowired
    Processes processes;

    static Stream<Business> businesses() {
        return Stream.of(new Orders(), new Reservations(), new Entries())
                .filter(business -> business.process().matches(System.getProperty("models.process", ".*")));
    }

    @ParameterizedTest
    @MethodSource("businesses")
    void no_drawing_breaks_the_books(Business business) {
        engine.take();
        Callers callers = new Callers(port, managementPort, OwnServers.get().tokens());
        World world = new World(
                callers,
                db,
                clock,
                engine,
                engines,
                factory,
                processes.find(business.process()).orElseThrow().table());

        Report report = new Trial(new ModelCheck(contract), isOn("models.check"), world, business)
                .of(Long.getLong("models.seed", 1), Integer.getInteger("models.count", COUNT));

        assertThat(report.broken()).isEmpty();
        assertThat(report.count(Trial.Verdict.EQUIVALENT)).isPositive();
    }
}
