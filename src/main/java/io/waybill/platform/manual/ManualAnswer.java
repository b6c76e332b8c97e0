package io.waybill.platform.manual;

import io.waybill.core.saga.Question;
import io.waybill.platform.web.PlainText;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an operator answers.
 *
 * @param answers yes (true) or no (false) for each name that the step asks for
 * @param reason shown in the order's timeline
 */
record ManualAnswer(
        @NotNull @Size(max = Question.MOST_ANSWERS) Map<String, @Nullable Boolean> answers,

        @NotNull @PlainText(max = 500, blank = false) String reason) {}
