package io.waybill.core.saga;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a task of a model asks people ({@link Step#byPeople}), read from its headers {@code question} and
 * {@code answers}.
 *
 * @param text in plain words; empty if there is none
 * @param answers the names of the variables that people set to yes or no
 */
public record Question(String text, List<String> answers) {

    public static final String TEXT_HEADER = "question";
    public static final String ANSWERS_HEADER = "answers";
    public static final String NAME = "[A-Za-z_][A-Za-z0-9_]{0,49}";

    public static final int LONGEST_TEXT = 500;
    public static final int MOST_ANSWERS = 20;

    private static final Pattern VALID_NAME = Pattern.compile(NAME);

    /** Reads the question from a task's headers. */
    public static Question of(Map<String, String> headers) {
        return new Question(
                headers.getOrDefault(TEXT_HEADER, "").strip(),
                Arrays.stream(headers.getOrDefault(ANSWERS_HEADER, "").split("\\s+", -1))
                        .filter(name -> !name.isEmpty())
                        .toList());
    }

    /** What is wrong with it, each mistake as half a sentence; empty if nothing is. */
    public List<String> mistakes() {
        List<String> mistakes = new ArrayList<>();
        if (text.isEmpty()) {
            mistakes.add("its header question is missing");
        }
        if (text.length() > LONGEST_TEXT) {
            mistakes.add("its header question has more than %d characters".formatted(LONGEST_TEXT));
        }
        if (answers.isEmpty()) {
            mistakes.add("its header answers is missing");
        }
        if (answers.size() > MOST_ANSWERS) {
            mistakes.add("its header answers has more than %d names".formatted(MOST_ANSWERS));
        }
        Set<String> known = new HashSet<>();
        for (String name : answers) {
            if (!VALID_NAME.matcher(name).matches()) {
                mistakes.add("“%s” in its header answers is not a variable name".formatted(name));
            } else if (!known.add(name)) {
                mistakes.add("“%s” is in its header answers twice".formatted(name));
            }
        }
        return mistakes;
    }
}
