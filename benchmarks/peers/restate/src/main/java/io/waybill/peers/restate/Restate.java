package io.waybill.peers.restate;

import io.waybill.peers.shop.ShopConfiguration;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Import;

/** The shop, its saga a workflow of a Restate server. */
@SpringBootApplication
@Import(ShopConfiguration.class)
public class Restate {

    public static void main(String[] arguments) {
        SpringApplication.run(Restate.class, arguments);
    }
}
