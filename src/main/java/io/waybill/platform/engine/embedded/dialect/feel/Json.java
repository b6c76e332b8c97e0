package io.waybill.platform.engine.embedded.dialect.feel;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Variables are JSON documents, as in Zeebe: a value is read as it would come back from JSON. */
public final class Json {

    static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Json() {}

    /** Null, a text, a boolean, an Integer or Long, a Double, or a list or a map of these. */
    public static @Nullable Object of(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case String text -> text;
            case Boolean truth -> truth;
            case Integer number -> number;
            case Long number -> integer(number);
            case Double number -> number;
            case BigDecimal number -> of(number);
            case BigInteger number -> of(new BigDecimal(number));
            case Map<?, ?> map -> map(map);
            case Collection<?> list -> list(list);
            default -> of(MAPPER.convertValue(value, Object.class));
        };
    }

    public static Map<String, @Nullable Object> map(Map<?, ?> map) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        map.forEach((key, value) -> json.put(String.valueOf(key), of(value)));
        return json;
    }

    private static List<@Nullable Object> list(Collection<?> list) {
        List<@Nullable Object> json = new ArrayList<>(list.size());
        list.forEach(element -> json.add(of(element)));
        return json;
    }

    static Number of(BigDecimal number) {
        try {
            return integer(number.longValueExact());
        } catch (ArithmeticException notAnInteger) {
            return number.doubleValue();
        }
    }

    private static Number integer(long number) {
        // Not a conditional expression: that would make a Long of both.
        if (number == (int) number) {
            return (int) number;
        }
        return number;
    }
}
