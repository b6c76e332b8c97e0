package io.waybill.platform.process;

import io.waybill.core.Subject;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/** All processes that the businesses of this Waybill declare. */
@Component
public class Processes {

    private final SingletonSupplier<Map<String, BusinessProcess>> byId;

    /** @param declared resolved on first use, to break a cycle: processes are started by an engine, which asks here */
    Processes(ObjectProvider<BusinessProcess> declared) {
        this.byId = SingletonSupplier.of(() -> declared.stream()
                .collect(Collectors.toMap(
                        BusinessProcess::id,
                        Function.identity(),
                        (one, other) -> {
                            throw new IllegalStateException("Two modules declare the process " + one.id());
                        },
                        TreeMap::new)));
    }

    /** In the order of their ids. */
    public Collection<BusinessProcess> all() {
        return byId.obtain().values();
    }

    public Optional<BusinessProcess> find(String id) {
        return Optional.ofNullable(byId.obtain().get(id));
    }

    /**
     * The process of a known subject.
     *
     * @throws IllegalArgumentException if nobody here owns it
     */
    public BusinessProcess of(Subject subject) {
        return find(subject.process()).orElseThrow(() -> unknown(subject.process()));
    }

    /**
     * The process that a message starts.
     *
     * @throws IllegalArgumentException if nobody here owns it
     */
    public BusinessProcess startedBy(String message) {
        return all().stream()
                .filter(process -> process.startMessage().equals(message))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No process starts with the message " + message));
    }

    private static IllegalArgumentException unknown(String id) {
        return new IllegalArgumentException("Nobody here owns the process " + id);
    }
}
