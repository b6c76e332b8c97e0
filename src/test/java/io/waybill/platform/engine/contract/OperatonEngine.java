package io.waybill.platform.engine.contract;

import io.waybill.platform.engine.embedded.dialect.Dialect;
import io.waybill.platform.engine.embedded.dialect.behavior.Steps;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.operaton.bpm.engine.ProcessEngine;
import org.operaton.bpm.engine.impl.cfg.StandaloneProcessEngineConfiguration;
import org.operaton.bpm.engine.impl.context.Context;
import org.operaton.bpm.engine.impl.interceptor.Command;
import org.operaton.bpm.engine.impl.interceptor.CommandInterceptor;
import org.operaton.bpm.engine.impl.interceptor.CommandInvocationContext;
import org.operaton.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.operaton.bpm.engine.impl.pvm.runtime.AtomicOperation;

/** Operaton with Zeebe's dialect, without threads of its own. */
final class OperatonEngine extends StandaloneProcessEngineConfiguration {

    /** Whether a run is cut at every safe point, as after a failure. */
    private boolean cut;

    private OperatonEngine() {}

    private static OperatonEngine configured(String url, Steps steps) {
        OperatonEngine engine = new OperatonEngine();
        engine.setJdbcUrl(url + "&sessionVariables=transaction_isolation='READ-COMMITTED'");
        engine.setJdbcDriver("com.mysql.cj.jdbc.Driver");
        engine.setJdbcUsername("waybill");
        engine.setJdbcPassword("waybill");
        engine.setDatabaseSchemaUpdate(DB_SCHEMA_UPDATE_TRUE);
        engine.setHistory(HISTORY_AUDIT);
        engine.setMetricsEnabled(false);
        engine.setEnableCmdExceptionLogging(false);
        engine.setJobExecutorActivate(false);
        engine.setDefaultNumberOfRetries(1);
        new Dialect(steps).configure(engine);
        return engine;
    }

    static OperatonEngine start(String url, Steps steps) {
        OperatonEngine engine = configured(url, steps);
        engine.buildProcessEngine();
        return engine;
    }

    ProcessEngine engine() {
        return getProcessEngine();
    }

    void cut(boolean cut) {
        this.cut = cut;
    }

    @Override
    protected Collection<? extends CommandInterceptor> getDefaultCommandInterceptorsTxRequired() {
        List<CommandInterceptor> interceptors = new ArrayList<>(super.getDefaultCommandInterceptorsTxRequired());
        interceptors.add(new Uncut());
        return interceptors;
    }

    /** Runs on at the model's safe points, unless the run is to be cut. */
    private final class Uncut extends CommandInterceptor {

        @Override
        public <T> T execute(Command<T> command) {
            Context.setCommandInvocationContext(new CommandInvocationContext(command, OperatonEngine.this, false) {
                @Override
                @SuppressWarnings("deprecation") // the engine's own signature
                public void performOperation(AtomicOperation operation, ExecutionEntity execution, boolean async) {
                    super.performOperation(operation, execution, async && cut);
                }
            });
            try {
                return next.execute(command);
            } finally {
                Context.removeCommandInvocationContext();
            }
        }
    }
}
