package io.waybill.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.validation.ConstraintViolation;
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

    private record Street(
            @Nullable @PlainText(max = 200, blank = true) String name) {}

    private record City(@PlainText(max = 200, blank = false) String name) {}

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "\u00A0\u00A0", // no-break spaces
                "\u200B", // zero width space
                "\uFEFF", // byte order mark
                "\u2060", // word joiner
                "\u00AD", // soft hyphen
                "\u3000", // ideographic space
                "\u3164", // Hangul filler
                "\u2800", // Braille without a dot
                "\u0301", // an accent on nothing
                "\uFE0F" // variation selector
            })
    void text_with_nothing_visible_is_blank(String text) {
        assertThat(validator.validate(new City(text)))
                .extracting(ConstraintViolation::getMessage)
                .containsExactly("must not be blank");
    }

    @Test
    void characters_are_counted_as_people_do_and_not_as_surrogates() {
        String lorry = "\uD83D\uDE9A";

        assertThat(validator.validate(new City(lorry.repeat(200)))).isEmpty();
        assertThat(validator.validate(new City(lorry.repeat(201))))
                .extracting(ConstraintViolation::getMessage)
                .containsExactly("must have at most 200 characters");
    }

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
    void text_that_displays_as_what_it_is_is_valid(String text) {
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
    void text_that_does_not_is_invalid(String text) {
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
