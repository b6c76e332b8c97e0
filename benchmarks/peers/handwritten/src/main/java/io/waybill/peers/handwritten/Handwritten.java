package io.waybill.peers.handwritten;

import io.waybill.peers.shop.ShopConfiguration;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Import;

/** The shop, its saga written by hand. */
@SpringBootApplication
@Import(ShopConfiguration.class)
public class Handwritten {

    public static void main(String[] arguments) {
        SpringApplication.run(Handwritten.class, arguments);
    }
}
