package io.waybill.platform.engine.embedded.dialect.behavior;

import io.waybill.platform.engine.embedded.dialect.feel.Json;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.operaton.bpm.engine.impl.context.Context;
import org.operaton.bpm.engine.impl.interceptor.CommandContext;

/**
 * The variables of a message, a signal or an error, on their way to the event that catches it. Only that event knows
 * which mappings it has. It begins in the same command, so nothing has to be stored.
 *
 * @param command in which the variables came: those that another command left behind are ignored
 */
record Payload(CommandContext command, Map<String, @Nullable Object> variables) {

    private static final ThreadLocal<@Nullable Payload> UNDER_WAY = new ThreadLocal<>();

    static void send(Map<?, ?> variables) {
        UNDER_WAY.set(new Payload(Context.getCommandContext(), Json.map(variables)));
    }

    static Map<String, @Nullable Object> take() {
        Payload payload = UNDER_WAY.get();
        UNDER_WAY.remove();
        return payload == null || !payload.command().equals(Context.getCommandContext())
                ? Map.of()
                : payload.variables();
    }
}
