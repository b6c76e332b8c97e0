package io.waybill.platform.model.values;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the types of the code mean for the values of a process. */
public final class Types {

    private static final Set<Class<?>> WHOLE = Set.of(int.class, long.class, Integer.class, Long.class);
    private static final Set<Class<?>> TRUTH = Set.of(boolean.class, Boolean.class);

    private Types() {}

    static boolean isTruth(Type type) {
        return type instanceof Class<?> known && TRUTH.contains(known);
    }

    static boolean isWhole(Type type) {
        return type instanceof Class<?> known && WHOLE.contains(known);
    }

    static Optional<Type> elementOf(Type type) {
        if (type instanceof Class<?> known && known.isArray()) {
            return Optional.of(known.getComponentType());
        }
        return type instanceof ParameterizedType list
                        && list.getRawType() instanceof Class<?> raw
                        && Iterable.class.isAssignableFrom(raw)
                ? Optional.of(list.getActualTypeArguments()[0])
                : Optional.empty();
    }

    /** Whether a value of a process can be read as this type. */
    public static boolean fits(Object value, Type type) {
        if (isTruth(type)) {
            return value instanceof Boolean;
        }
        if (isWhole(type)) {
            return value instanceof Number number && number.doubleValue() == Math.rint(number.doubleValue());
        }
        if (type == String.class) {
            return value instanceof String;
        }
        return elementOf(type)
                .map(element -> value instanceof Iterable<?> list && fitsAll(list, element))
                .orElse(true);
    }

    private static boolean fitsAll(Iterable<?> list, Type element) {
        for (Object one : list) {
            if (one == null || !fits(one, element)) {
                return false;
            }
        }
        return true;
    }

    /** A type in an analyst's words. */
    public static String words(Type type) {
        if (isTruth(type)) {
            return "yes or no";
        }
        if (isWhole(type)) {
            return "a whole number";
        }
        if (type == String.class) {
            return "a text";
        }
        return elementOf(type).isPresent() ? "a list" : "a value with fields";
    }

    /** What values have in common, such that what reads one of them can read the others. */
    static String kindOf(List<Object> values) {
        return values.stream()
                .map(value -> switch (value) {
                    case null -> "";
                    case Map<?, ?> context -> new TreeSet<Object>(context.keySet()).toString();
                    case Iterable<?> list -> "list";
                    case Number number -> "number";
                    default -> value.getClass().getSimpleName();
                })
                .filter(kind -> !kind.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new))
                .toString();
    }

    /** A value as it is written in FEEL. */
    public static String written(@Nullable Object value) {
        return switch (value) {
            case null -> "null";
            case String text -> "\"" + text + "\"";
            case Map<?, ?> context ->
                context.entrySet().stream()
                        .map(entry -> entry.getKey() + ": " + written(entry.getValue()))
                        .collect(Collectors.joining(", ", "{", "}"));
            case Iterable<?> list -> {
                List<String> written = new ArrayList<>();
                list.forEach(one -> written.add(written(one)));
                yield "[" + String.join(", ", written) + "]";
            }
            default -> value.toString();
        };
    }
}
