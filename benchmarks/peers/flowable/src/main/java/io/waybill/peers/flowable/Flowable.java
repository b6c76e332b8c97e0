package io.waybill.peers.flowable;

import io.waybill.peers.shop.ShopConfiguration;
import org.flowable.spring.boot.process.Process;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/** The shop, its saga a BPMN process in an embedded Flowable. */
@SpringBootApplication
@Import(ShopConfiguration.class)
public class Flowable {

    /** The threads that take the jobs of the process engine. */
    @Bean
    @Process
    ThreadPoolTaskExecutor jobs() {
        ThreadPoolTaskExecutor threads = new ThreadPoolTaskExecutor();
        threads.setThreadNamePrefix("job-");
        threads.setCorePoolSize(16);
        threads.setMaxPoolSize(16);
        threads.setQueueCapacity(2048);
        return threads;
    }

    public static void main(String[] arguments) {
        SpringApplication.run(Flowable.class, arguments);
    }
}
