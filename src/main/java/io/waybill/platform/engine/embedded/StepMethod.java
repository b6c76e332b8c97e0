package io.waybill.platform.engine.embedded;

import io.camunda.client.annotation.JobWorker;
import io.camunda.client.annotation.Variable;
import io.waybill.platform.engine.Job;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** A method with {@code @JobWorker}, called as Camunda's starter would call it. */
final class StepMethod implements JobHandler {

    /** Like the starter's: a field of a variable that the step does not know is not an error. */
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final TypeReference<Map<String, @Nullable Object>> VARIABLES = new TypeReference<>() {};

    private final Object bean;
    private final Method method;
    private final String type;
    private final boolean completes;
    private final List<Argument> arguments;

    /** Where a parameter's value comes from. */
    private interface Argument {
        @Nullable
        Object of(Function<String, @Nullable Object> variables, Job job);
    }

    StepMethod(Object bean, Method method) {
        this.bean = bean;
        this.method = method;
        JobWorker worker = Objects.requireNonNull(AnnotatedElementUtils.findMergedAnnotation(method, JobWorker.class));
        this.type = worker.type();
        this.completes = !Arrays.equals(worker.autoComplete(), new boolean[] {false});
        this.arguments =
                Arrays.stream(method.getParameters()).map(StepMethod::argument).toList();
    }

    private static Argument argument(Parameter parameter) {
        if (parameter.getType() == Job.class) {
            return (variables, job) -> job;
        }
        MergedAnnotation<Variable> variable = MergedAnnotations.from(parameter).get(Variable.class);
        if (!variable.isPresent()) {
            throw new IllegalStateException("The step %s has the parameter %s, which is neither a @Variable nor a Job"
                    .formatted(parameter.getDeclaringExecutable(), parameter.getName()));
        }
        String named = variable.getString("name");
        String name = named.isEmpty() ? parameter.getName() : named;
        return (variables, job) ->
                JSON.convertValue(variables.apply(name), JSON.constructType(parameter.getParameterizedType()));
    }

    @Override
    public String type() {
        return type;
    }

    @Override
    public boolean completes() {
        return completes;
    }

    @Override
    public Map<String, @Nullable Object> call(Function<String, @Nullable Object> variables, Job job) throws Exception {
        try {
            Object answer = method.invoke(
                    bean,
                    arguments.stream()
                            .map(argument -> argument.of(variables, job))
                            .toArray());
            return answer == null ? Map.of() : JSON.convertValue(answer, VARIABLES);
        } catch (InvocationTargetException e) {
            if (e.getTargetException() instanceof Exception failure) {
                throw failure;
            }
            throw e;
        }
    }
}
