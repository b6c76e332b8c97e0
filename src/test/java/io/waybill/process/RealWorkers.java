package io.waybill.process;

import static java.util.stream.Collectors.toMap;

import io.camunda.client.annotation.JobWorker;
import io.camunda.client.annotation.Variable;
import io.waybill.WaybillApplication;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.util.ClassUtils;

/** The job workers that Waybill runs, as their annotations tell. */
final class RealWorkers {

    /** The variables each worker asks for, by its job type. */
    static final SortedMap<String, List<String>> VARIABLES = find();

    private RealWorkers() {}

    private static SortedMap<String, List<String>> find() {
        return new ClassPathScanningCandidateComponentProvider(true)
                .findCandidateComponents(WaybillApplication.class.getPackageName()).stream()
                        .map(bean -> ClassUtils.resolveClassName(String.valueOf(bean.getBeanClassName()), null))
                        .flatMap(bean -> Arrays.stream(bean.getDeclaredMethods()))
                        .filter(method -> method.isAnnotationPresent(JobWorker.class))
                        .collect(toMap(RealWorkers::type, RealWorkers::variables, RealWorkers::notTwice, TreeMap::new));
    }

    private static List<String> notTwice(List<String> one, List<String> other) {
        throw new IllegalStateException("Two workers for one job type, asking for " + one + " and " + other);
    }

    private static String type(Method worker) {
        return MergedAnnotations.from(worker).get(JobWorker.class).getString("type");
    }

    private static List<String> variables(Method worker) {
        return Arrays.stream(worker.getParameters())
                .filter(parameter -> parameter.isAnnotationPresent(Variable.class))
                .map(Parameter::getName)
                .toList();
    }
}
