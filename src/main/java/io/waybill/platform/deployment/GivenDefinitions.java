package io.waybill.platform.deployment;

import io.waybill.platform.engine.EngineName;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The process definitions that were deployed to each engine, by the keys that the engine uses. */
@Repository
class GivenDefinitions {

    private final JdbcClient db;

    GivenDefinitions(JdbcClient db) {
        this.db = db;
    }

    /** The definitions that were deployed to an engine last; none if it never got any, or has lost them. */
    List<Long> latestOf(EngineName engine) {
        return List.copyOf(db.sql("""
                        select definition_key from model_process
                        where definition_key between :first and :last and version =
                          (select max(version) from model_process where definition_key between :first and :last)""")
                .param("first", engine.firstKey())
                .param("last", engine.lastKey())
                .query(Long.class)
                .list());
    }

    /** Notes that the engine has lost its definitions. Orders that were to be moved there cannot be moved. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void lostBy(EngineName engine) {
        db.sql("delete from model_process where definition_key between ? and ?")
                .params(engine.firstKey(), engine.lastKey())
                .update();
        db.sql("update model_move set status = 'ENDED' where status = 'WAITING' and instance_key between ? and ?")
                .params(engine.firstKey(), engine.lastKey())
                .update();
    }
}
