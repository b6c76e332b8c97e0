package io.waybill.platform.engine.embedded.dialect;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is read of an element's extensions.
 *
 * @param jobType a text or an expression, like {@code retries}
 * @param result of a script or a decision
 * @param code which an error or an escalation is thrown with, if it is an expression
 */
record ElementParts(
        @Nullable String jobType,
        String retries,
        Map<String, String> headers,
        Mappings inputs,
        Mappings outputs,
        @Nullable Loop loop,
        @Nullable Call call,
        @Nullable Result result,
        @Nullable String code) {

    /**
     * @param all whether what the called process ends with is merged into its caller's variables
     * @param given whether it begins with all that its caller sees
     */
    record Call(boolean all, boolean given) {}

    /**
     * @param expression of a script, or the id of a decision
     * @param variable that it is written to
     * @param deployed of a decision: whether it is the one that was deployed with the process
     */
    record Result(String expression, String variable, boolean deployed) {}
}
