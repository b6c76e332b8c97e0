package io.waybill.platform.engine.embedded.dialect.behavior;

import io.waybill.platform.engine.embedded.dialect.feel.Json;
import io.waybill.platform.engine.embedded.dialect.translation.ElementInfo;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.operaton.bpm.engine.impl.event.EventHandlerImpl;
import org.operaton.bpm.engine.impl.event.EventType;
import org.operaton.bpm.engine.impl.event.SignalEventHandler;
import org.operaton.bpm.engine.impl.interceptor.CommandContext;
import org.operaton.bpm.engine.impl.persistence.entity.EventSubscriptionEntity;
import org.operaton.bpm.engine.impl.persistence.entity.ExecutionEntity;

/** Messages and signals leave their variables to the event that waits, instead of merging them where they arrive. */
public final class Receiving {

    private Receiving() {}

    public static final class Messages extends EventHandlerImpl {

        public Messages() {
            super(EventType.MESSAGE);
        }

        @Override
        public void handleIntermediateEvent(
                EventSubscriptionEntity subscription,
                @Nullable Object payload,
                @Nullable Object local,
                @Nullable Object triggered,
                CommandContext command) {
            hand(subscription, payload, local, triggered);
            super.handleIntermediateEvent(subscription, null, null, null, command);
        }
    }

    public static final class Signals extends SignalEventHandler {

        @Override
        public void handleIntermediateEvent(
                EventSubscriptionEntity subscription,
                @Nullable Object payload,
                @Nullable Object local,
                @Nullable Object triggered,
                CommandContext command) {
            hand(subscription, payload, local, triggered);
            super.handleIntermediateEvent(subscription, null, null, null, command);
        }
    }

    private static void hand(EventSubscriptionEntity subscription, @Nullable Object... payloads) {
        Map<Object, Object> payload = new HashMap<>();
        for (Object part : payloads) {
            if (part instanceof Map<?, ?> map) {
                payload.putAll(map);
            }
        }
        ExecutionEntity execution = subscription.getExecution();
        if (!subscription.getActivity().equals(execution.getActivity())) {
            // A boundary event, an event subprocess or an event after a gateway: it begins only now.
            Payload.send(payload);
            return;
        }
        ElementInfo event = ElementInfo.find(subscription.getActivity());
        if (event == null || event.outputs().isEmpty()) {
            execution.setVariables(Json.map(payload));
        } else {
            execution.setVariablesLocal(Json.map(payload));
        }
    }
}
