package io.waybill.faults;

import io.camunda.client.annotation.JobWorker;
import io.waybill.WaybillApplication;
import io.waybill.platform.engine.Engine;
import io.waybill.platform.engine.Message;
import java.lang.reflect.Method;
import java.util.List;
import org.aopalliance.intercept.MethodInterceptor;
import org.jspecify.annotations.Nullable;
import org.operaton.bpm.engine.impl.context.Context;
import org.springframework.aop.Advisor;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.aop.support.StaticMethodMatcherPointcut;
import org.springframework.aop.support.annotation.AnnotationMatchingPointcut;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Role;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;
import org.springframework.web.context.request.RequestContextHolder;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;

/**
 * Waybill as it is, with fault points added from outside: they exist only on the class path of the tests. Started by
 * Boot's own main method, see {@link #main()}.
 */
final class FaultyWaybill {

    private FaultyWaybill() {}

    /** How Java runs it: a main method here would be a second one for {@code spring-boot:test-run}. */
    static List<String> main() {
        return List.of(
                SpringApplication.class.getName(),
                "--spring.main.sources=%s,%s"
                        .formatted(WaybillApplication.class.getName(), FaultyWaybill.class.getName()),
                "--spring.main.banner-mode=off");
    }

    @Bean
    static FaultPoints faultPoints() {
        return new FaultPoints(Long.getLong("faults.seed", 0));
    }

    @Bean
    static Commands commands(FaultPoints points) {
        return new Commands(points);
    }

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static Advisor stepPoints(FaultPoints points) {
        MethodInterceptor aroundStep = call -> {
            JobWorker worker = AnnotatedElementUtils.findMergedAnnotation(call.getMethod(), JobWorker.class);
            String step = worker == null ? "" : worker.type();
            Steps steps = Steps.ofThisTransaction(points);
            steps.begin(step);
            points.failIfToldTo(step, call.getArguments());
            FaultPoints.Pause pause = points.pauseAround(step);
            Thread.sleep(pause.millisBefore());
            Object answer = call.proceed();
            Thread.sleep(pause.millisAfter());
            steps.did(step);
            if (Context.getJobExecutorContext() != null) {
                points.pass(Point.IN_JOB, step);
            }
            return answer;
        };
        return new DefaultPointcutAdvisor(AnnotationMatchingPointcut.forMethodAnnotation(JobWorker.class), aroundStep);
    }

    /** Sees the calls over HTTP; {@link Steps} sees what steps do. */
    @Bean
    static TransactionExecutionListener callPoints(FaultPoints points) {
        return new TransactionExecutionListener() {
            @Override
            public void beforeCommit(TransactionExecution transaction) {
                pass(Point.BEFORE_COMMIT, transaction);
            }

            @Override
            public void afterCommit(TransactionExecution transaction, @Nullable Throwable failure) {
                pass(Point.AFTER_COMMIT, transaction);
            }

            private void pass(Point point, TransactionExecution transaction) {
                if (!transaction.isReadOnly() && RequestContextHolder.getRequestAttributes() != null) {
                    points.pass(point, FaultPoints.CALL);
                }
            }
        };
    }

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static Advisor enginePoints(FaultPoints points) {
        StaticMethodMatcherPointcut delivery = new StaticMethodMatcherPointcut() {
            @Override
            public boolean matches(Method method, Class<?> type) {
                return Engine.class.isAssignableFrom(type) && method.getName().equals("deliver");
            }
        };
        MethodInterceptor aroundDelivery = call -> {
            String message = call.getArguments()[0] instanceof Message sent ? sent.name() : "";
            points.pass(Point.SENDING, message);
            Object answer = call.proceed();
            points.pass(Point.SENT, message);
            return answer;
        };
        return new DefaultPointcutAdvisor(delivery, aroundDelivery);
    }

    @Bean
    static BeanPostProcessor queuePoints(FaultPoints points) {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof SqsAsyncClient sqs ? QueuePoints.around(sqs, points) : bean;
            }
        };
    }
}
