package io.waybill.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.ValidatorFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainTextTest {

    private static final ValidatorFactory VALIDATORS = Validation.buildDefaultValidatorFactory();

    private final Validator validator = VALIDATORS.getValidator();

    private record Street(@Nullable @PlainText String name) {}

    @AfterAll
    static void close() {
        VALIDATORS.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " 1 Teheran-ro ",
                "테헤란로 1",
                "Straße \"des\" 'Kaisers' \\ <1>",
                "' or 1=1 --",
                "=now()",
                "\uD83D\uDE9A", // a lorry
                "\u0645\u06CC\u200C\u062E\u0648\u0627\u0647\u0645", // Persian, with a joiner
                "\u200F\u05E8\u05D7\u05D5\u05D1 1", // Hebrew, with a mark
                "e\u0301"
            })
    void text_that_shows_as_what_it_is(String text) {
        assertThat(isValid(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\u0000",
                "a\tb",
                "a\nb",
                "a\rb",
                "\u001B[31m",
                "\u007F",
                "\u0085",
                "\u009F",
                "\u2028",
                "\u2029",
                "\u202A",
                "\u202B",
                "\u202C",
                "\u202D",
                "\u202E",
                "\u2066",
                "\u2067",
                "\u2068",
                "\u2069",
                "\uD800",
                "\uDC00a",
                "a\uD83D",
                "\uDE9A\uD83D",
                "\uFFFE",
                "\uFFFF",
                "\uFDD0",
                "\uFDEF",
                "\uD83F\uDFFE"
            })
    void text_that_does_not(String text) {
        assertThat(isValid(text)).isFalse();
    }

    @Test
    void null_is_left_to_other_constraints() {
        assertThat(isValid(null)).isTrue();
    }

    private boolean isValid(@Nullable String text) {
        return validator.validate(new Street(text)).isEmpty();
    }
}
