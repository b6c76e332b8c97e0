package io.waybill.platform.engine.embedded;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.operaton.bpm.engine.impl.interceptor.Session;
import org.operaton.bpm.engine.impl.interceptor.SessionFactory;
import org.operaton.bpm.engine.impl.persistence.entity.EventSubscriptionEntity;
import org.operaton.bpm.engine.impl.persistence.entity.EventSubscriptionManager;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** What instances wait for. When one has begun to wait and its transaction commits, looks for kept messages. */
class EmbeddedWaits extends EventSubscriptionManager {

    private final Consumer<Set<String>> begun;

    private EmbeddedWaits(Consumer<Set<String>> begun) {
        this.begun = begun;
    }

    static SessionFactory factory(Consumer<Set<String>> begun) {
        return new SessionFactory() {
            @Override
            public Class<?> getSessionType() {
                return EventSubscriptionManager.class;
            }

            @Override
            public Session openSession() {
                return new EmbeddedWaits(begun);
            }
        };
    }

    @Override
    public void insert(EventSubscriptionEntity wait) {
        super.insert(wait);
        if (wait.getExecutionId() != null && "message".equals(wait.getEventType())) {
            ofThisTransaction().events.add(wait.getEventName());
        }
    }

    private Begun ofThisTransaction() {
        Begun known = (Begun) TransactionSynchronizationManager.getResource(this.begun);
        if (known == null) {
            known = new Begun(this.begun);
            TransactionSynchronizationManager.bindResource(this.begun, known);
            TransactionSynchronizationManager.registerSynchronization(known);
        }
        return known;
    }

    /** The events that instances began to wait for in a transaction. */
    private static final class Begun implements TransactionSynchronization {

        private final Consumer<Set<String>> listener;
        private final Set<String> events = new HashSet<>();

        Begun(Consumer<Set<String>> listener) {
            this.listener = listener;
        }

        @Override
        public void afterCommit() {
            listener.accept(events);
        }

        @Override
        public void suspend() {
            TransactionSynchronizationManager.unbindResource(listener);
        }

        @Override
        public void resume() {
            TransactionSynchronizationManager.bindResource(listener, this);
        }

        @Override
        public void afterCompletion(int status) {
            @Nullable Object unbound = TransactionSynchronizationManager.unbindResourceIfPossible(listener);
            assert unbound == null || unbound == this;
        }
    }
}
