package io.waybill.embedded;

import io.camunda.zeebe.process.test.api.ZeebeTestEngine;
import io.camunda.zeebe.process.test.engine.EngineFactory;
import org.jspecify.annotations.Nullable;

/** Zeebe's test engine, in this JVM: it keeps nothing, and is for single orders. */
public final class ZeebeTestServer {

    static final String NAME = "Zeebe (test engine)";

    private final EmbeddedSettings.Zeebe settings;
    private final Progress progress;
    private @Nullable ZeebeTestEngine engine;

    ZeebeTestServer(EmbeddedSettings.Zeebe settings, Progress progress) {
        this.settings = settings;
        this.progress = progress;
    }

    public void start() {
        progress.begin(NAME, "starting");
        ZeebeTestEngine fresh = EngineFactory.create(settings.port());
        fresh.start();
        engine = fresh;
        progress.done(NAME);
    }

    public void stop() {
        ZeebeTestEngine running = engine;
        if (running != null) {
            engine = null;
            running.stop();
        }
    }

    String address() {
        return "http://127.0.0.1:" + settings.port();
    }
}
