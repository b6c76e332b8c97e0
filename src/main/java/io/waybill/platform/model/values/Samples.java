package io.waybill.platform.model.values;

import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Values that stand for all values of a type: those that expressions compare with, the ones next to them, and one that no
 * expression names.
 */
final class Samples {

    private static final String ANY_TEXT = "a text";
    private static final int MOST_CONSTANTS = 12;
    private static final int LONGEST_LIST = 20;

    private final List<Long> numbers;
    private final List<String> texts;

    /** @param constants that expressions compare with */
    Samples(Set<Object> constants) {
        numbers = Stream.concat(
                        Stream.of(0L, 1L, 2L),
                        constants.stream()
                                .filter(Number.class::isInstance)
                                .limit(MOST_CONSTANTS)
                                .map(constant -> ((Number) constant).longValue())
                                .flatMap(number -> LongStream.rangeClosed(number - 1, number + 1)
                                        .boxed()))
                .filter(number -> number >= 0)
                .distinct()
                .sorted()
                .toList();
        texts = Stream.concat(
                        Stream.of(ANY_TEXT),
                        constants.stream()
                                .filter(String.class::isInstance)
                                .map(String.class::cast)
                                .limit(MOST_CONSTANTS))
                .distinct()
                .toList();
    }

    /** Samples of a type; empty if it is not known how its values look in a process. */
    Optional<List<Object>> of(Type type) {
        if (Types.isTruth(type)) {
            return Optional.of(List.of(true, false));
        }
        if (Types.isWhole(type)) {
            return Optional.of(List.copyOf(numbers));
        }
        if (type == String.class) {
            return Optional.of(List.copyOf(texts));
        }
        if (type == Instant.class) {
            return Optional.of(List.of("2030-01-01T10:00:00Z"));
        }
        if (type == Duration.class) {
            return Optional.of(List.of("PT30S"));
        }
        return Types.elementOf(type)
                .map(element -> of(element).map(this::lists))
                .orElseGet(
                        () -> type instanceof Class<?> known && known.isRecord() ? ofRecord(known) : Optional.empty());
    }

    /** An empty list, and longer ones than expressions ask for. */
    private List<Object> lists(List<Object> elements) {
        Set<Object> lists = new LinkedHashSet<>();
        lists.add(List.of());
        numbers.stream()
                .filter(number -> number > 0 && number <= LONGEST_LIST)
                .forEach(size ->
                        lists.add(Stream.generate(elements::getLast).limit(size).toList()));
        return new ArrayList<>(lists);
    }

    private Optional<List<Object>> ofRecord(Class<?> type) {
        Map<String, Object> one = new LinkedHashMap<>();
        for (RecordComponent component : type.getRecordComponents()) {
            Optional<List<Object>> samples = of(component.getGenericType());
            if (samples.isEmpty()) {
                return Optional.empty();
            }
            one.put(component.getName(), samples.get().getLast());
        }
        return Optional.of(List.of(one));
    }
}
