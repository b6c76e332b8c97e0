package io.waybill.peers.dbos;

import dev.dbos.transact.DBOS;
import dev.dbos.transact.config.DBOSConfig;
import io.waybill.peers.shop.Accounts;
import io.waybill.peers.shop.OrderEvents;
import io.waybill.peers.shop.Orders;
import io.waybill.peers.shop.Stock;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** DBOS on the shop's own database and pool, as its starter for Spring Boot sets it up. */
@Configuration(proxyBeanMethods = false)
class DbosConfiguration {

    @Bean(destroyMethod = "")
    DBOS transact(@Value("${spring.application.name}") String name, DataSource database) {
        return new DBOS(DBOSConfig.defaults(name).withDataSource(database));
    }

    @Bean
    TransactionalSteps transactionalSteps(
            DBOS dbos, DataSource database, JdbcTemplate db, TransactionTemplate transaction) {
        return new TransactionalSteps(dbos, database, db, transaction);
    }

    @Bean
    CreditWorkflows creditWorkflows(DBOS dbos, TransactionalSteps steps, Accounts accounts) {
        return dbos.registerProxy(CreditWorkflows.class, new DurableCredit(steps, accounts));
    }

    @Bean
    OrderWorkflow orderWorkflow(
            DBOS dbos,
            TransactionalSteps steps,
            CreditWorkflows credit,
            Orders orders,
            Accounts accounts,
            Stock stock,
            OrderEvents events) {
        return dbos.registerProxy(
                OrderWorkflow.class, new DurableOrder(dbos, steps, credit, orders, accounts, stock, events));
    }

    /** Begins when all workflows are registered, and goes on with those that an earlier process left. */
    @Bean
    SmartLifecycle dbosLifecycle(DBOS dbos) {
        return new SmartLifecycle() {

            private volatile boolean running;

            @Override
            public void start() {
                dbos.launch();
                running = true;
            }

            @Override
            public void stop() {
                dbos.shutdown();
                running = false;
            }

            @Override
            public boolean isRunning() {
                return running;
            }
        };
    }
}
