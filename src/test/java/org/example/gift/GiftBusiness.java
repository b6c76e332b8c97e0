package org.example.gift;

import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Brings the step to a Waybill, with its table. */
@Configuration(proxyBeanMethods = false)
@AutoConfigurationPackage
@ComponentScan
public class GiftBusiness {

    GiftBusiness(JdbcClient db) {
        db.sql("""
                        create table if not exists gift (
                          order_id char(36) character set ascii collate ascii_bin primary key,
                          status varchar(16) not null)""").update();
    }
}
