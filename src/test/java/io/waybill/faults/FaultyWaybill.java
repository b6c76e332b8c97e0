package io.waybill.faults;

import io.camunda.client.annotation.JobWorker;
import io.grpc.ClientInterceptor;
import io.waybill.WaybillApplication;
import java.util.List;
import org.aopalliance.intercept.MethodInterceptor;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.Advisor;
import org.springframework.aop.support.DefaultPointcutAdvisor;
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
 * Waybill as it is, with fault points put in from outside: it is only on the class path of the tests that they exist. A
 * source for Boot's own main method, as {@link #main()} tells.
 */
final class FaultyWaybill {

    private static final ThreadLocal<@Nullable String> JOB = new ThreadLocal<>();

    private FaultyWaybill() {}

    /** How Java is to run it: with one more main method here, {@code spring-boot:test-run} would find two. */
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
    static Advisor jobPoints(FaultPoints points) {
        MethodInterceptor aroundJob = job -> {
            JobWorker worker = AnnotatedElementUtils.findMergedAnnotation(job.getMethod(), JobWorker.class);
            String type = worker == null ? "" : worker.type();
            FaultPoints.Pause pause = points.pauseAround(type);
            JOB.set(type);
            try {
                Thread.sleep(pause.millisBefore());
                Object answer = job.proceed();
                Thread.sleep(pause.millisAfter());
                return answer;
            } finally {
                JOB.remove();
            }
        };
        return new DefaultPointcutAdvisor(AnnotationMatchingPointcut.forMethodAnnotation(JobWorker.class), aroundJob);
    }

    @Bean
    static TransactionExecutionListener transactionPoints(FaultPoints points) {
        return new TransactionExecutionListener() {
            @Override
            public void beforeBegin(TransactionExecution transaction) {
                pass(Point.BEFORE_TRANSACTION, transaction);
            }

            @Override
            public void beforeCommit(TransactionExecution transaction) {
                pass(Point.BEFORE_COMMIT, transaction);
            }

            @Override
            public void afterCommit(TransactionExecution transaction, @Nullable Throwable failure) {
                pass(Point.AFTER_COMMIT, transaction);
            }

            private void pass(Point point, TransactionExecution transaction) {
                if (!transaction.isReadOnly()) {
                    points.pass(point, who());
                }
            }
        };
    }

    private static String who() {
        String job = JOB.get();
        if (job != null) {
            return job;
        }
        return RequestContextHolder.getRequestAttributes() == null ? FaultPoints.OTHER : FaultPoints.CALL;
    }

    @Bean
    static ClientInterceptor enginePoints(FaultPoints points) {
        return new EnginePoints(points);
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
