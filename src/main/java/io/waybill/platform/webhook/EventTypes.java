package io.waybill.platform.webhook;

import io.waybill.core.refusal.FieldError;
import io.waybill.core.refusal.Invalid;
import io.waybill.platform.process.BusinessProcess;
import io.waybill.platform.process.Processes;
import io.waybill.platform.process.SubjectTable;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** The types of events that a webhook can ask for: those of each status of each process, such as {@code order.placed}. */
@Component
class EventTypes {

    static final String PATTERN = "[a-z]+\\.[a-z_]+";
    static final String NOT_A_TYPE = "is not an event type";
    static final String TEST = "webhook.test";

    private final Processes processes;

    EventTypes(Processes processes) {
        this.processes = processes;
    }

    /**
     * Checks what a caller asks for.
     *
     * @throws Invalid if there is no event of a type
     */
    void requireKnown(List<String> types) {
        Set<String> known = processes.all().stream().flatMap(EventTypes::of).collect(Collectors.toSet());
        List<FieldError> errors = IntStream.range(0, types.size())
                .filter(i -> !known.contains(types.get(i)))
                .mapToObj(i -> new FieldError("events[%d]".formatted(i), NOT_A_TYPE))
                .toList();
        if (!errors.isEmpty()) {
            throw new Invalid(errors);
        }
    }

    private static Stream<String> of(BusinessProcess process) {
        SubjectTable table = process.table();
        return Stream.concat(table.open().stream(), table.ended().stream()).map(status -> of(process, status));
    }

    static String of(BusinessProcess process, String status) {
        return process.noun() + "." + status.toLowerCase(Locale.ROOT);
    }

    /** For a column; empty means all. */
    static String join(Collection<String> types) {
        return String.join(",", new TreeSet<>(types));
    }

    static List<String> split(String joined) {
        return joined.isEmpty() ? List.of() : List.of(joined.split(",", -1));
    }
}
