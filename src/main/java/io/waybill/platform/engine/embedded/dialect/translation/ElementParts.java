package io.waybill.platform.engine.embedded.dialect.translation;

import io.waybill.platform.engine.embedded.dialect.loop.Loop;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the extensions of an element say.
 *
 * @param jobType a text or an expression, like {@code retries}
 * @param result what to evaluate, for a script or a decision
 * @param code the code of the error or escalation that it throws, if that is an expression
 */
public record ElementParts(
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
     * How a call activity exchanges variables.
     *
     * @param all whether all final variables of the called process are merged into the caller's
     * @param given whether it begins with all variables that its caller sees
     */
    public record Call(boolean all, boolean given) {}

    /**
     * What a script or a decision answers.
     *
     * @param expression the expression of a script, or the id of a decision
     * @param variable the variable that the result is written to
     * @param deployed for a decision: whether it is the one that was deployed with the process
     */
    public record Result(String expression, String variable, boolean deployed) {}
}
