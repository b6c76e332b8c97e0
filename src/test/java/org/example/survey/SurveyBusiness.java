package org.example.survey;

import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Brings the business to a Waybill, with its tables. */
@Configuration(proxyBeanMethods = false)
@AutoConfigurationPackage
@ComponentScan
public class SurveyBusiness {

    SurveyBusiness(JdbcClient db) {
        db.sql("""
                        create table if not exists survey (
                          order_id char(36) character set ascii collate ascii_bin primary key,
                          customer_id varchar(64) not null,
                          status varchar(16) not null,
                          placed_at datetime(6) not null,
                          closed_at datetime(6))""").update();
        db.sql("""
                        create table if not exists survey_timeline (
                          entry_id bigint auto_increment primary key,
                          order_id char(36) character set ascii collate ascii_bin not null,
                          at datetime(6) not null,
                          step varchar(40) not null,
                          outcome varchar(16) not null,
                          detail varchar(500),
                          index survey_timeline_of_survey (order_id, entry_id))""").update();
    }
}
