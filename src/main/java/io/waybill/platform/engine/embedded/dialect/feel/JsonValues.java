package io.waybill.platform.engine.embedded.dialect.feel;

import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.camunda.feel.syntaxtree.Val;
import org.camunda.feel.syntaxtree.ValBoolean;
import org.camunda.feel.syntaxtree.ValContext;
import org.camunda.feel.syntaxtree.ValDate;
import org.camunda.feel.syntaxtree.ValDateTime;
import org.camunda.feel.syntaxtree.ValDayTimeDuration;
import org.camunda.feel.syntaxtree.ValList;
import org.camunda.feel.syntaxtree.ValLocalDateTime;
import org.camunda.feel.syntaxtree.ValLocalTime;
import org.camunda.feel.syntaxtree.ValNumber;
import org.camunda.feel.syntaxtree.ValString;
import org.camunda.feel.syntaxtree.ValTime;
import org.camunda.feel.syntaxtree.ValYearMonthDuration;
import org.camunda.feel.valuemapper.JavaCustomValueMapper;
import org.jspecify.annotations.Nullable;
import scala.jdk.javaapi.CollectionConverters;

/** Converts the result of an expression as Zeebe does: dates and durations are texts, and functions are null. */
final class JsonValues extends JavaCustomValueMapper {

    @Override
    public int priority() {
        return 100;
    }

    @Override
    public Optional<Val> toValue(Object value, Function<Object, Val> others) {
        return Optional.empty();
    }

    @Override
    public Optional<Object> unpackValue(Val value, Function<Val, Object> others) {
        return Optional.ofNullable(json(value));
    }

    private static @Nullable Object json(Object value) {
        return switch (value) {
            case ValNumber number -> Json.of(number.value().bigDecimal());
            case ValBoolean truth -> truth.value();
            case ValString text -> text.value();
            case ValList list -> list(list);
            case ValContext context -> map(context);
            case ValTime time -> time.value().format();
            case ValLocalTime time -> time.value().toString();
            case ValDate date -> date.value().toString();
            case ValDateTime time -> DateTimeFormatter.ISO_ZONED_DATE_TIME.format(time.value());
            case ValLocalDateTime time -> DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(time.value());
            case ValDayTimeDuration duration -> duration.toString();
            case ValYearMonthDuration duration -> duration.toString();
            case Val other -> null;
            default -> Json.of(value);
        };
    }

    private static List<@Nullable Object> list(ValList list) {
        List<@Nullable Object> json = new ArrayList<>();
        CollectionConverters.asJava(list.itemsAsSeq()).forEach(item -> json.add(json(item)));
        return json;
    }

    private static Map<String, @Nullable Object> map(ValContext context) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        CollectionConverters.asJava(context.context().variableProvider().getVariables())
                .forEach((name, value) -> json.put(name, json(value)));
        return json;
    }
}
