package io.waybill.peers.dbos;

import io.waybill.peers.shop.ShopConfiguration;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Import;

/** The shop, its saga a DBOS workflow. */
@SpringBootApplication
@Import(ShopConfiguration.class)
public class Dbos {

    public static void main(String[] arguments) {
        SpringApplication.run(Dbos.class, arguments);
    }
}
