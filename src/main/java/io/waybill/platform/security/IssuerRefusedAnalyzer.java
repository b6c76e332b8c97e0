package io.waybill.platform.security;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Shows what to do instead of a stack trace. */
class IssuerRefusedAnalyzer extends AbstractFailureAnalyzer<IssuerRefused> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, IssuerRefused cause) {
        return new FailureAnalysis(String.valueOf(cause.getMessage()), cause.action(), cause);
    }
}
