package io.waybill.platform.business;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Tells the person who starts Waybill what to do, in place of a stack trace. */
class WrongBusinessesAnalyzer extends AbstractFailureAnalyzer<WrongBusinesses> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, WrongBusinesses cause) {
        return new FailureAnalysis(String.valueOf(cause.getMessage()), cause.advice(), cause);
    }
}
