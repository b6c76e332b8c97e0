package io.waybill.platform.engine.selection;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Tells the person who starts Waybill what to do, in place of a stack trace. */
class UnknownEngineAnalyzer extends AbstractFailureAnalyzer<UnknownEngine> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, UnknownEngine cause) {
        return new FailureAnalysis(
                String.valueOf(cause.getMessage()),
                "Set waybill.engine to embedded, for the engine inside Waybill, or to zeebe, for a Camunda 8 cluster.",
                cause);
    }
}
