package io.waybill.platform.model.contract;

import io.camunda.client.annotation.JobWorker;
import io.camunda.client.annotation.Variable;
import io.waybill.core.saga.Decides;
import io.waybill.core.saga.Sends;
import io.waybill.core.saga.Step;
import io.waybill.platform.model.contract.Contract.Job;
import io.waybill.platform.model.contract.Contract.Message;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
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

/** The contract as the code declares it, by annotations. */
final class DeclaredContract {

    private DeclaredContract() {}

    static Contract in(String packageName) {
        return of(classesBelow(packageName));
    }

    static Contract of(Stream<Class<?>> classes) {
        List<Method> methods = classes.flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .toList();
        return new Contract(
                methods.stream()
                        .filter(method -> method.isAnnotationPresent(Step.class))
                        .map(DeclaredContract::job)
                        .collect(byKey(Job::type)),
                methods.stream()
                        .filter(method -> method.isAnnotationPresent(Sends.class))
                        .map(method -> message(method.getAnnotation(Sends.class)))
                        .collect(byKey(Message::name)),
                methods.stream()
                        .filter(method -> method.isAnnotationPresent(Decides.class))
                        .map(method -> method.getAnnotation(Decides.class))
                        .map(asked -> new Contract.Decision(asked.decision(), Set.of(asked.inputs())))
                        .collect(byKey(Contract.Decision::id)));
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
                    || metadata.hasAnnotatedMethods(Sends.class.getName())
                    || metadata.hasAnnotatedMethods(Decides.class.getName());
        });
        return scanner.findCandidateComponents(packageName).stream()
                .map(found -> ClassUtils.resolveClassName(
                        String.valueOf(found.getBeanClassName()), DeclaredContract.class.getClassLoader()));
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
        if (sends.starts().isEmpty() != sends.businessKey().isEmpty()) {
            throw new IllegalStateException(
                    "The message %s has to name both the process that it starts and its business key"
                            .formatted(sends.message()));
        }
        return new Message(
                sends.message(),
                sends.starts(),
                sends.businessKey(),
                List.of(sends.key()),
                sends.answers(),
                Arrays.stream(sends.variables()).collect(Collectors.toMap(Sends.Variable::name, Sends.Variable::type)));
    }
}
