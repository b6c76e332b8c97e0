package io.waybill.platform.engine.embedded;

import io.camunda.client.annotation.JobWorker;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.AutoConfigurationPackages;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.stereotype.Component;
import org.springframework.util.ClassUtils;

/** All steps, by the type of their job. */
@Component
class StepMethods implements JobHandler.Registry, SmartInitializingSingleton {

    private final ListableBeanFactory beans;
    private final Map<String, StepMethod> methods = new HashMap<>();

    StepMethods(ListableBeanFactory beans) {
        this.beans = beans;
    }

    @Override
    public Optional<JobHandler> find(String jobType) {
        return Optional.ofNullable(methods.get(jobType));
    }

    @Override
    public void afterSingletonsInstantiated() {
        for (String name : beans.getBeanDefinitionNames()) {
            Class<?> type = beans.getType(name, false);
            if (type != null && isOurs(ClassUtils.getUserClass(type))) {
                MethodIntrospector.selectMethods(
                                ClassUtils.getUserClass(type),
                                (Method method) -> AnnotatedElementUtils.hasAnnotation(method, JobWorker.class))
                        .forEach(method -> add(beans.getBean(name), method));
            }
        }
    }

    private boolean isOurs(Class<?> type) {
        return AutoConfigurationPackages.get(beans).stream()
                .anyMatch(ours -> type.getPackageName().startsWith(ours));
    }

    private void add(Object bean, Method method) {
        StepMethod step = new StepMethod(bean, AopUtils.selectInvocableMethod(method, bean.getClass()));
        StepMethod other = methods.put(step.type(), step);
        if (other != null) {
            throw new IllegalStateException("Two steps do the job " + step.type());
        }
    }
}
