package io.waybill.platform.engine.embedded;

import java.util.concurrent.CompletableFuture;
import org.operaton.bpm.engine.ProcessEngine;
import org.operaton.bpm.engine.spring.SpringProcessEngineConfiguration;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.stereotype.Component;

/**
 * Has the engine read its statements, which takes a quarter of the start, beside the rest. Others are wired to the engine's
 * services, which are there before, and use them when all have started.
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

    /** Waits for it. */
    ProcessEngine engine() {
        return engine.join();
    }
}
