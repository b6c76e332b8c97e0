package io.waybill.platform.engine.embedded;

import io.waybill.platform.engine.Definition;
import io.waybill.platform.engine.Gone;
import java.util.List;
import org.operaton.bpm.engine.RepositoryService;
import org.operaton.bpm.engine.repository.ProcessDefinition;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The engine's ids of process definitions end with Waybill's key: {@code order-fulfilment:2:1207}. */
final class Definitions {

    private Definitions() {}

    static long key(String definition) {
        return Long.parseLong(definition.substring(definition.lastIndexOf(':') + 1));
    }

    static List<Definition> of(RepositoryService repository, String deployment) {
        return repository.createProcessDefinitionQuery().deploymentId(deployment).list().stream()
                .map(Definitions::definition)
                .toList();
    }

    private static Definition definition(ProcessDefinition process) {
        return new Definition(key(process.getId()), process.getKey(), process.getVersion());
    }

    static String id(JdbcClient db, long key) throws Gone {
        return db.sql("select ID_ from ACT_RE_PROCDEF where ID_ = :key or ID_ like concat('%:', :key)")
                .param("key", Long.toString(key))
                .query(String.class)
                .optional()
                .orElseThrow(() -> new Gone("The embedded engine has no process definition " + key));
    }
}
