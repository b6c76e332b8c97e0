package io.waybill.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;

@EmbeddedTest
@SpringJUnitConfig
class EmbeddedTestIT {

    @Autowired
    private Environment environment;

    @Test
    void a_test_is_given_the_shared_servers() throws SQLException {
        assertThat(environment.getProperty("spring.cloud.aws.sqs.endpoint"))
                .isEqualTo(SharedServers.get().properties().get("spring.cloud.aws.sqs.endpoint"));
        connect().close();
    }

    @Test
    void a_server_that_was_killed_comes_back() throws SQLException {
        SharedServers.get().mariaDb().kill();
        SharedServers.get().mariaDb().start();
        connect().close();
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(
                environment.getRequiredProperty("spring.datasource.url"), "waybill", "waybill");
    }
}
