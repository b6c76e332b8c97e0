package io.waybill.platform.engine.embedded.dialect.feel;

import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.operaton.bpm.engine.delegate.VariableScope;
import org.operaton.bpm.engine.impl.bpmn.behavior.MultiInstanceActivityBehavior;
import org.operaton.bpm.engine.variable.context.VariableContext;

/** The variables that an expression sees. */
public interface Names {

    /** The engine's counters of a multi-instance, which it keeps among the analyst's variables. */
    Set<String> HIDDEN = Set.of(
            MultiInstanceActivityBehavior.NUMBER_OF_INSTANCES,
            MultiInstanceActivityBehavior.NUMBER_OF_ACTIVE_INSTANCES,
            MultiInstanceActivityBehavior.NUMBER_OF_COMPLETED_INSTANCES);

    boolean has(String name);

    @Nullable
    Object get(String name);

    Collection<String> all();

    static Names of(VariableScope scope) {
        return new Names() {
            @Override
            public boolean has(String name) {
                return !HIDDEN.contains(name) && scope.hasVariable(name);
            }

            @Override
            public @Nullable Object get(String name) {
                return scope.getVariable(name);
            }

            @Override
            public Collection<String> all() {
                Set<String> names = new HashSet<>(scope.getVariableNames());
                names.removeAll(HIDDEN);
                return names;
            }
        };
    }

    static Names of(VariableContext context) {
        return new Names() {
            @Override
            public boolean has(String name) {
                return context.containsVariable(name);
            }

            @Override
            public @Nullable Object get(String name) {
                return context.resolve(name).getValue();
            }

            @Override
            public Collection<String> all() {
                return context.keySet();
            }
        };
    }

    /** With more names, which take precedence over these. */
    default Names with(Map<String, ? extends @Nullable Object> over) {
        Names under = this;
        return over.isEmpty()
                ? this
                : new Names() {
                    @Override
                    public boolean has(String name) {
                        return over.containsKey(name) || under.has(name);
                    }

                    @Override
                    public @Nullable Object get(String name) {
                        return over.containsKey(name) ? over.get(name) : under.get(name);
                    }

                    @Override
                    public Collection<String> all() {
                        Set<String> names = new HashSet<>(under.all());
                        names.addAll(over.keySet());
                        return names;
                    }
                };
    }
}
