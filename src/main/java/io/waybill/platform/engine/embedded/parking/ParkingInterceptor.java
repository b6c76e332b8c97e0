package io.waybill.platform.engine.embedded.parking;

import org.operaton.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.operaton.bpm.engine.impl.context.Context;
import org.operaton.bpm.engine.impl.interceptor.Command;
import org.operaton.bpm.engine.impl.interceptor.CommandInterceptor;
import org.operaton.bpm.engine.impl.interceptor.CommandInvocationContext;
import org.operaton.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.operaton.bpm.engine.impl.pvm.runtime.AtomicOperation;

/** Lets a process run on where its model would begin a job, unless it parks there. Names the element where it fails. */
public final class ParkingInterceptor extends CommandInterceptor {

    private final ProcessEngineConfigurationImpl engine;

    public ParkingInterceptor(ProcessEngineConfigurationImpl engine) {
        this.engine = engine;
    }

    @Override
    public <T> T execute(Command<T> command) {
        Context.setCommandInvocationContext(new Invocation(command, engine));
        try {
            return next.execute(command);
        } finally {
            Context.removeCommandInvocationContext();
        }
    }

    @SuppressWarnings("deprecation") // the engine's own method still takes the deprecated type
    private static final class Invocation extends CommandInvocationContext {

        Invocation(Command<?> command, ProcessEngineConfigurationImpl engine) {
            super(command, engine, false);
        }

        @Override
        public void performOperation(AtomicOperation operation, ExecutionEntity execution, boolean mayBeAJob) {
            try {
                super.performOperation(operation, execution, mayBeAJob && Parking.isAtTheDoorOf(execution));
            } catch (ElementFailed | AlreadyStarted e) {
                throw e;
            } catch (RuntimeException e) {
                String element = getProcessDataContext().getLatestActivityId();
                throw element == null
                        ? e
                        : new ElementFailed(element, Parking.place(element).isPresent(), e);
            }
        }
    }
}
