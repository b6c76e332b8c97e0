package io.waybill.peers.shop;

import java.net.URI;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The business, to be imported by each peer, which adds its {@link Saga}. */
@Configuration(proxyBeanMethods = false)
@Import(OrderController.class)
public class ShopConfiguration {

    @Bean
    Dialect dialect(@Value("${spring.datasource.url}") String url) {
        return Dialect.of(url);
    }

    @Bean
    Catalogue catalogue(JdbcClient db) {
        return new Catalogue(db);
    }

    @Bean
    Orders orders(JdbcTemplate db, Dialect dialect) {
        return new Orders(db, dialect);
    }

    @Bean
    Accounts accounts(JdbcClient db, Dialect dialect) {
        return new Accounts(db, dialect);
    }

    @Bean
    Stock stock(JdbcTemplate db, Dialect dialect) {
        return new Stock(db, dialect);
    }

    @Bean
    OrderEvents orderEvents(SqsClient sqs) {
        return new OrderEvents(sqs);
    }

    @Bean
    SqsClient sqs(@Value("${sqs.endpoint}") URI endpoint) {
        return SqsClient.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("none", "none")))
                .build();
    }
}
