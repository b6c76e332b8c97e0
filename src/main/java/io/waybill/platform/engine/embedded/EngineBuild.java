package io.waybill.platform.engine.embedded;

import java.util.concurrent.CompletableFuture;
import org.operaton.bpm.engine.ProcessEngine;
import org.operaton.bpm.engine.spring.SpringProcessEngineConfiguration;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.stereotype.Component;

/**
 * Builds the engine in parallel with the rest of the startup: reading its SQL statements takes a quarter of the startup
 * time. Its services exist before that, so other beans can be wired to them; they use them once everything has started.
 */
@Component
@DependsOnDatabaseInitialization
class EngineBuild {

    private final CompletableFuture<ProcessEngine> engine;

    EngineBuild(SpringProcessEngineConfiguration operaton) {
        engine = CompletableFuture.supplyAsync(
                operaton::buildProcessEngine,
                task -> Thread.ofPlatform().name("engine-build").start(task));
    }

    /** Waits until the engine is built. */
    ProcessEngine engine() {
        return engine.join();
    }
}
