package io.waybill.process;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toMap;

import io.camunda.client.annotation.JobWorker;
import io.camunda.client.annotation.Variable;
import io.waybill.WaybillApplication;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.util.ClassUtils;

/** The job workers that Waybill runs, as their methods declare them. */
final class RealWorkers {

    /** The variables a worker asks for, and those it answers. */
    record Variables(List<String> asked, List<String> answered) {}

    static final SortedMap<String, Variables> BY_JOB_TYPE = find();

    private RealWorkers() {}

    private static SortedMap<String, Variables> find() {
        return new ClassPathScanningCandidateComponentProvider(true)
                .findCandidateComponents(WaybillApplication.class.getPackageName()).stream()
                        .map(bean -> ClassUtils.resolveClassName(requireNonNull(bean.getBeanClassName()), null))
                        .flatMap(bean -> Arrays.stream(bean.getDeclaredMethods()))
                        .filter(method -> method.isAnnotationPresent(JobWorker.class))
                        .collect(toMap(RealWorkers::type, RealWorkers::variables, RealWorkers::notTwice, TreeMap::new));
    }

    private static Variables notTwice(Variables one, Variables other) {
        throw new IllegalStateException("Two workers for one job type: " + one + " and " + other);
    }

    private static String type(Method worker) {
        return MergedAnnotations.from(worker).get(JobWorker.class).getString("type");
    }

    private static Variables variables(Method worker) {
        return new Variables(
                Arrays.stream(worker.getParameters())
                        .filter(parameter -> parameter.isAnnotationPresent(Variable.class))
                        .map(Parameter::getName)
                        .toList(),
                Stream.of(worker.getReturnType())
                        .filter(Class::isRecord)
                        .flatMap(answer -> Arrays.stream(answer.getRecordComponents()))
                        .map(RecordComponent::getName)
                        .toList());
    }
}
