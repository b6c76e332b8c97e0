package io.waybill.peers.camunda7;

import io.waybill.peers.shop.ShopConfiguration;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Import;

/** The shop, its saga a BPMN process in an embedded Camunda 7. */
@SpringBootApplication
@Import(ShopConfiguration.class)
public class Camunda7 {

    public static void main(String[] arguments) {
        SpringApplication.run(Camunda7.class, arguments);
    }
}
