package io.waybill.platform.openapi;

import com.github.therapi.runtimejavadoc.CommentFormatter;
import com.github.therapi.runtimejavadoc.RuntimeJavadoc;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.providers.SpringDocJavadocProvider;
import org.springframework.util.StringUtils;

/** Turns the Javadoc of controllers and records into descriptions. */
class JavadocAsMarkdown extends SpringDocJavadocProvider {

    private static final Pattern SENTENCE = Pattern.compile("^(.*?)\\.(?=\\s|$)", Pattern.DOTALL);

    private final CommentFormatter formatter = new CommentFormatter();

    @Override
    public String getClassJavadoc(Class<?> type) {
        return markdown(super.getClassJavadoc(type));
    }

    @Override
    public Map<String, String> getRecordClassParamJavadoc(Class<?> type) {
        return super.getRecordClassParamJavadoc(type).entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, param -> markdown(param.getValue())));
    }

    // springdoc looks methods up in the Javadoc of their class, which is incomplete if only some of them are public.

    @Override
    public String getMethodJavadocDescription(Method method) {
        return markdown(formatter.format(RuntimeJavadoc.getJavadoc(method).getComment()));
    }

    @Override
    public String getMethodJavadocReturn(Method method) {
        return markdown(formatter.format(RuntimeJavadoc.getJavadoc(method).getReturns()));
    }

    @Override
    public @Nullable String getParamJavadoc(Method method, String name) {
        return RuntimeJavadoc.getJavadoc(method).getParams().stream()
                .filter(param -> param.getName().equals(name))
                .findAny()
                .map(param -> markdown(formatter.format(param.getComment())))
                .orElse(null);
    }

    @Override
    public String getFieldJavadoc(Field field) {
        return markdown(super.getFieldJavadoc(field));
    }

    @Override
    public String getFirstSentence(String text) {
        Matcher sentence = SENTENCE.matcher(text);
        return sentence.find() ? sentence.group(1) : text;
    }

    private static String markdown(String html) {
        return StringUtils.capitalize(html.replaceAll("</?code>", "`")
                .replaceAll("\\s*<p>\\s*", "\n\n")
                .replaceAll("(?<!\n)\n(?!\n)\\s*", " ")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&")
                .strip());
    }
}
