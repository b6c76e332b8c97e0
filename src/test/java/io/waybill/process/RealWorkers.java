package io.waybill.process;

import static java.util.Objects.requireNonNull;

import io.camunda.client.annotation.JobWorker;
import io.waybill.WaybillApplication;
import java.util.Arrays;
import java.util.List;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.util.ClassUtils;

/** The job workers that Waybill runs. */
final class RealWorkers {

    /** One entry per method, so a type is there twice if two methods do the same job. */
    static final List<String> JOB_TYPES = find();

    private RealWorkers() {}

    private static List<String> find() {
        return new ClassPathScanningCandidateComponentProvider(true)
                .findCandidateComponents(WaybillApplication.class.getPackageName()).stream()
                        .map(bean -> ClassUtils.resolveClassName(requireNonNull(bean.getBeanClassName()), null))
                        .flatMap(bean -> Arrays.stream(bean.getDeclaredMethods()))
                        .filter(method -> method.isAnnotationPresent(JobWorker.class))
                        .map(method -> MergedAnnotations.from(method)
                                .get(JobWorker.class)
                                .getString("type"))
                        .toList();
    }
}
