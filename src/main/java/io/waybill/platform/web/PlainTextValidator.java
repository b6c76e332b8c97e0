package io.waybill.platform.web;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Public because every validator, Spring's or not, creates its own instance. */
public class PlainTextValidator implements ConstraintValidator<PlainText, CharSequence> {

    /** Letters and symbols that show as nothing: Hangul fillers, the empty Braille pattern. */
    private static final Set<Integer> EMPTY = Set.of(0x115F, 0x1160, 0x2800, 0x3164, 0xFFA0);

    private int max;
    private boolean blank;

    @Override
    public void initialize(PlainText constraint) {
        max = constraint.max();
        blank = constraint.blank();
    }

    @Override
    public boolean isValid(@Nullable CharSequence text, ConstraintValidatorContext context) {
        if (text == null) {
            return true;
        }
        if (!blank && text.codePoints().noneMatch(PlainTextValidator::isSeen)) {
            return refused(context, "must not be blank");
        }
        if (text.codePoints().count() > max) {
            return refused(context, "must have at most %d characters".formatted(max));
        }
        return text.codePoints().allMatch(PlainTextValidator::isPlain);
    }

    private static boolean refused(ConstraintValidatorContext context, String why) {
        context.disableDefaultConstraintViolation();
        context.buildConstraintViolationWithTemplate(why).addConstraintViolation();
        return false;
    }

    private static boolean isSeen(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.CONTROL,
                    Character.FORMAT,
                    Character.NON_SPACING_MARK,
                    Character.ENCLOSING_MARK,
                    Character.COMBINING_SPACING_MARK -> false;
            default -> !EMPTY.contains(codePoint);
        };
    }

    private static boolean isPlain(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE ->
                false;
            case Character.FORMAT -> !turnsDirection(codePoint);
            default -> !isNoncharacter(codePoint);
        };
    }

    /** Embeddings, overrides and isolates. The marks that Arabic and Hebrew need do not affect the text around them. */
    private static boolean turnsDirection(int codePoint) {
        return switch (Character.getDirectionality(codePoint)) {
            case Character.DIRECTIONALITY_LEFT_TO_RIGHT_EMBEDDING,
                    Character.DIRECTIONALITY_LEFT_TO_RIGHT_OVERRIDE,
                    Character.DIRECTIONALITY_RIGHT_TO_LEFT_EMBEDDING,
                    Character.DIRECTIONALITY_RIGHT_TO_LEFT_OVERRIDE,
                    Character.DIRECTIONALITY_POP_DIRECTIONAL_FORMAT,
                    Character.DIRECTIONALITY_LEFT_TO_RIGHT_ISOLATE,
                    Character.DIRECTIONALITY_RIGHT_TO_LEFT_ISOLATE,
                    Character.DIRECTIONALITY_FIRST_STRONG_ISOLATE,
                    Character.DIRECTIONALITY_POP_DIRECTIONAL_ISOLATE -> true;
            default -> false;
        };
    }

    /** The code points that Unicode will never assign to a character. */
    private static boolean isNoncharacter(int codePoint) {
        return (codePoint & 0xFFFE) == 0xFFFE || (codePoint >= 0xFDD0 && codePoint <= 0xFDEF);
    }
}
