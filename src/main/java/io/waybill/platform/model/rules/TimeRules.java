package io.waybill.platform.model.rules;

import io.camunda.zeebe.model.bpmn.instance.TimerEventDefinition;
import io.waybill.platform.model.source.FeelSyntax;
import io.waybill.platform.model.source.FeelSyntax.Expression;
import io.waybill.platform.model.values.Outcome;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Period;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.function.Predicate;
import javax.xml.datatype.DatatypeFactory;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.support.CronExpression;

/** Checks that timers have times, whatever their variables are. */
final class TimeRules {

    private final CheckedProcess checked;

    private TimeRules(CheckedProcess checked) {
        this.checked = checked;
    }

    static void check(CheckedProcess checked) {
        TimeRules rules = new TimeRules(checked);
        checked.model.getModelElementsByType(TimerEventDefinition.class).stream()
                .filter(timer -> CheckedProcess.isIn(timer, checked.process))
                .forEach(rules::timer);
    }

    private void timer(TimerEventDefinition timer) {
        if (timer.getTimeDuration() != null) {
            time(timer, timer.getTimeDuration(), "duration", "PT30S, PT5M, PT2H or P1D", TimeRules::isDuration);
        } else if (timer.getTimeDate() != null) {
            time(timer, timer.getTimeDate(), "date", "2030-12-24T18:00:00Z", TimeRules::isDate);
        } else if (timer.getTimeCycle() != null) {
            time(timer, timer.getTimeCycle(), "cycle", "R/PT1M or R3/PT10M", TimeRules::isCycle);
        }
    }

    private void time(
            TimerEventDefinition timer,
            ModelElementInstance time,
            String kind,
            String examples,
            Predicate<@Nullable Object> isRight) {
        String text = time.getTextContent().strip();
        Expression expression = FeelSyntax.read(text);
        if (!text.startsWith("=")) {
            if (!isRight.test(text)) {
                wrong(
                        timer,
                        text.isEmpty() ? "has no time" : "has no time: “%s” is no %s".formatted(text, kind),
                        examples);
            }
            return;
        }
        // A text of a decision that is none is found in the decision.
        boolean isDecided = !expression.answers().isEmpty();
        for (Outcome outcome : checked.values.scope().outcomes(expression).orElse(List.of())) {
            Object value = outcome.result().value();
            if (!isRight.test(value) && !(isDecided && (value == null || value instanceof String))) {
                wrong(
                        timer,
                        "has no time%s: “%s” is then %s, which is no %s"
                                .formatted(Words.when(outcome), text, value, kind),
                        examples);
                break;
            }
        }
    }

    private void wrong(TimerEventDefinition timer, String what, String examples) {
        checked.error(
                "data/time",
                timer,
                "“%s” %s; orders stop there with an incident".formatted(CheckedProcess.label(timer), what),
                "Write it like %s.".formatted(examples));
    }

    static boolean isDuration(@Nullable Object value) {
        return switch (value) {
            case Duration duration -> !duration.isNegative();
            case Period period -> !period.isNegative();
            case String text -> {
                try {
                    yield DatatypeFactory.newDefaultInstance().newDuration(text).getSign() >= 0;
                } catch (IllegalArgumentException e) {
                    yield false;
                }
            }
            case null -> false;
            default -> false;
        };
    }

    private static boolean isDate(@Nullable Object value) {
        if (value instanceof String text) {
            try {
                ZonedDateTime.parse(text);
                return true;
            } catch (DateTimeException e) {
                return false;
            }
        }
        return value instanceof ZonedDateTime;
    }

    private static boolean isCycle(@Nullable Object value) {
        if (!(value instanceof String text)) {
            return false;
        }
        if (!text.startsWith("R")) {
            return CronExpression.isValidExpression(text);
        }
        String[] parts = text.split("/", -1);
        return parts[0].matches("R[0-9]*") && parts.length > 1 && isDuration(parts[parts.length - 1]);
    }
}
