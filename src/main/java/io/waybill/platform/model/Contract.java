package io.waybill.platform.model;

import io.camunda.client.annotation.JobWorker;
import io.camunda.client.annotation.Variable;
import io.waybill.core.saga.Question;
import io.waybill.core.saga.Sends;
import io.waybill.core.saga.Step;
import io.waybill.core.saga.Step.Kind;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.AnnotatedBeanDefinition;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.util.ClassUtils;

/**
 * What models can rely on: the jobs that have a worker and the messages that are sent.
 *
 * @param jobs by their type
 * @param messages by their name
 */
public record Contract(Map<String, Job> jobs, Map<String, Message> messages) {

    /**
     * A job, as its worker declares it.
     *
     * @param reads the variables that it takes, by name
     * @param optional those of them that may be missing
     * @param writes the variables that it answers, by name; if people do it, each task names its own
     */
    public record Job(String type, Step step, Map<String, Type> reads, Set<String> optional, Map<String, Type> writes) {

        /** The variables that must be set. */
        public Set<String> needs() {
            Set<String> needs = new LinkedHashSet<>(reads.keySet());
            needs.removeAll(optional);
            return needs;
        }

        Kind kind() {
            return step.kind();
        }

        boolean hasEffectToUndo() {
            return kind() == Kind.COMPENSATABLE;
        }

        /** The variables that a task with these headers answers, by name. */
        public Map<String, Type> answers(Map<String, String> headers) {
            if (!step.byPeople()) {
                return writes;
            }
            Map<String, Type> answers = new LinkedHashMap<>();
            Question.of(headers).answers().forEach(name -> answers.put(name, boolean.class));
            return answers;
        }

        /** Whether it reads more than its key, so that a repetition with other values would make a difference. */
        boolean isToldMoreThanItsKey() {
            return reads.keySet().stream()
                    .anyMatch(variable -> !variable.equals("orderId") && !key().contains(variable));
        }

        /** The variables that it is keyed by, in addition to the order id. */
        List<String> key() {
            return List.of(step.key());
        }
    }

    /**
     * A message, as its sender declares it.
     *
     * @param starts the id of the process that it starts; empty if it starts none
     * @param key the variables that its correlation key is made of
     * @param answers the type of the job that it answers, whose key is appended to its own; empty if it answers none
     * @param variables that it carries
     */
    public record Message(String name, String starts, List<String> key, String answers, List<String> variables) {}

    /** Reads what the code in a package declares, its subpackages included. */
    public static Contract scan(String packageName) {
        List<Method> methods = classesBelow(packageName)
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .toList();
        return new Contract(
                methods.stream()
                        .filter(method -> method.isAnnotationPresent(Step.class))
                        .map(Contract::job)
                        .collect(byKey(Job::type)),
                methods.stream()
                        .filter(method -> method.isAnnotationPresent(Sends.class))
                        .map(method -> message(method.getAnnotation(Sends.class)))
                        .collect(byKey(Message::name)));
    }

    private static <T> Collector<T, ?, Map<String, T>> byKey(Function<T, String> key) {
        return Collectors.toMap(
                key,
                one -> one,
                (one, other) -> {
                    throw new IllegalStateException("%s is declared twice".formatted(key.apply(one)));
                },
                TreeMap::new);
    }

    private static Stream<Class<?>> classesBelow(String packageName) {
        ClassPathScanningCandidateComponentProvider scanner = new ClassPathScanningCandidateComponentProvider(false) {
            @Override
            protected boolean isCandidateComponent(AnnotatedBeanDefinition definition) {
                return definition.getMetadata().isIndependent();
            }
        };
        scanner.addIncludeFilter((reader, factory) -> {
            var metadata = reader.getAnnotationMetadata();
            return metadata.hasAnnotatedMethods(Step.class.getName())
                    || metadata.hasAnnotatedMethods(Sends.class.getName());
        });
        return scanner.findCandidateComponents(packageName).stream()
                .map(found -> ClassUtils.resolveClassName(
                        String.valueOf(found.getBeanClassName()), Contract.class.getClassLoader()));
    }

    private static Job job(Method method) {
        JobWorker worker = method.getAnnotation(JobWorker.class);
        if (worker == null) {
            throw new IllegalStateException(method + " has @Step but not @JobWorker");
        }
        Map<String, Type> reads = new LinkedHashMap<>();
        Set<String> optional = new LinkedHashSet<>();
        for (Parameter parameter : method.getParameters()) {
            if (parameter.isAnnotationPresent(Variable.class)) {
                reads.put(parameter.getName(), parameter.getParameterizedType());
                if (parameter.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                    optional.add(parameter.getName());
                }
            }
        }
        Map<String, Type> writes = new LinkedHashMap<>();
        RecordComponent[] answer = method.getReturnType().getRecordComponents();
        if (answer != null) {
            for (RecordComponent component : answer) {
                writes.put(component.getName(), component.getGenericType());
            }
        }
        return new Job(worker.type(), method.getAnnotation(Step.class), reads, optional, writes);
    }

    private static Message message(Sends sends) {
        return new Message(
                sends.message(), sends.starts(), List.of(sends.key()), sends.answers(), List.of(sends.variables()));
    }

    Optional<Job> job(@Nullable String type) {
        return Optional.ofNullable(type == null ? null : jobs.get(type));
    }

    /** The type of the job that undoes the effect of this one, alone or together with that of another. */
    Optional<String> undoOf(Job job) {
        Step step = job.step();
        if (!step.undo().isEmpty()) {
            return Optional.of(step.undo());
        }
        return step.undoneWith().isEmpty()
                ? Optional.empty()
                : job(step.undoneWith()).flatMap(this::undoOf);
    }
}
