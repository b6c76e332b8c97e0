package io.waybill.core.saga;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuestionTest {

    private static Question asking(String text, String answers) {
        return Question.of(Map.of("question", text, "answers", answers));
    }

    @Test
    void names_its_answers_with_spaces_between_them() {
        Question question = asking(" Is the order a fraud? ", "  fraudSuspected \n giftWrapped ");

        assertThat(question.text()).isEqualTo("Is the order a fraud?");
        assertThat(question.answers()).isEqualTo(List.of("fraudSuspected", "giftWrapped"));
        assertThat(question.mistakes()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'', a, question is missing",
        "' ', a, question is missing",
        "?, '', answers is missing",
        "?, 'a, b', not a variable name",
        "?, 1a, not a variable name",
        "?, a-b, not a variable name",
        "?, =a, not a variable name",
        "?, a b a, twice",
    })
    void reports_why_it_cannot_be_asked(String text, String answers, String mistake) {
        assertThat(asking(text, answers).mistakes()).singleElement().asString().contains(mistake);
    }

    @Test
    void without_any_header_nothing_is_asked() {
        assertThat(Question.of(Map.of()).mistakes()).hasSize(2);
    }

    @Test
    void is_short() {
        assertThat(asking("?".repeat(Question.LONGEST_TEXT), names(Question.MOST_ANSWERS))
                        .mistakes())
                .isEmpty();
        assertThat(asking("?".repeat(Question.LONGEST_TEXT + 1), names(Question.MOST_ANSWERS + 1))
                        .mistakes())
                .hasSize(2);
        assertThat(asking("?", "a".repeat(51)).mistakes()).hasSize(1);
    }

    private static String names(int many) {
        return IntStream.range(0, many).mapToObj(i -> "a" + i).collect(Collectors.joining(" "));
    }
}
