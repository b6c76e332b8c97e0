package io.waybill;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.CanBeAnnotated.Predicates.annotatedWith;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import io.camunda.client.annotation.JobWorker;
import io.camunda.client.annotation.Variable;
import io.camunda.client.api.command.FailJobCommandStep1.FailJobCommandStep2;
import io.waybill.platform.web.PlainText;
import jakarta.persistence.Entity;
import java.time.Duration;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient.MappedQuerySpec;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.RestController;

/** Rules for the code as a whole. Each rule fails if it selects nothing. */
class ArchitectureTest {

    @Test
    void modules_use_only_what_they_declare() {
        ApplicationModules modules = ApplicationModules.of(WaybillApplication.class);
        assertThat(modules.stream().map(module -> module.getIdentifier().toString()))
                .contains("core", "engine", "outbox", "account", "order");
        modules.verify();
    }

    @Test
    void the_platform_knows_no_business() {
        check(noClasses()
                .that()
                .resideInAPackage("io.waybill.platform..")
                .should()
                .dependOnClassesThat(resideInAPackage("io.waybill..")
                        .and(not(resideInAnyPackage("io.waybill.platform..", "io.waybill.core..")))));
    }

    @Test
    void workers_are_public_because_the_starter_calls_them_by_reflection() {
        check(methods()
                .that()
                .areAnnotatedWith(JobWorker.class)
                .should()
                .bePublic()
                .andShould()
                .beDeclaredInClassesThat()
                .arePublic());
    }

    @Test
    void workers_have_no_repository_and_no_transaction() {
        check(noClasses()
                .that()
                .haveSimpleNameEndingWith("Worker")
                .should()
                .beAnnotatedWith(Transactional.class)
                .orShould()
                .dependOnClassesThat()
                .areAnnotatedWith(Repository.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(org.springframework.data.repository.Repository.class));
        check(methods().that().areAnnotatedWith(JobWorker.class).should().notBeAnnotatedWith(Transactional.class));
    }

    @Test
    void controllers_are_package_private() {
        check(classes().that().areAnnotatedWith(RestController.class).should().bePackagePrivate());
    }

    /** Refusals are the domain's own; {@code platform.web} alone says what they are over HTTP. */
    @Test
    void only_the_edge_knows_http() {
        DescribedPredicate<JavaClass> edge = resideInAnyPackage(
                        "io.waybill.platform.web..",
                        "io.waybill.platform.openapi..",
                        "io.waybill.platform.security..",
                        "io.waybill.platform.idempotency..",
                        "io.waybill.platform.timeline.rest..",
                        "io.waybill.shop.order.rest..")
                .or(annotatedWith(RestController.class));
        check(noClasses()
                .that(not(edge))
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                                "org.springframework.http..", "jakarta.servlet..", "io.waybill.platform.web..")
                        .and(not(belongToAnyOf(PlainText.class)))));
    }

    /** A stream of rows keeps its connection until somebody closes it. */
    @Test
    void rows_are_read_as_lists() {
        check(noClasses()
                .that()
                .resideInAPackage("io.waybill..")
                .should()
                .callMethod(MappedQuerySpec.class, "stream")
                .orShould()
                .callMethodWhere(target(name("queryForStream"))));
    }

    @Test
    void entities_have_no_setters() {
        check(methods()
                .that()
                .areDeclaredInClassesThat()
                .areAnnotatedWith(Entity.class)
                .should()
                .haveNameNotMatching("set[A-Z].*"));
    }

    @Test
    void the_factory_shares_nothing_with_the_rest_but_the_queue() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage("io.waybill.factory..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.waybill.factory.."));
        check(noClasses()
                .that()
                .resideInAPackage("io.waybill.factory..")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("io.waybill.core.PlacedOrders"));
    }

    @Test
    void time_is_injected() {
        check(noClasses()
                .that()
                .resideInAPackage("io.waybill..")
                .should()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis"));
    }

    /** See docs/adr/0016. */
    @Test
    void there_are_no_virtual_threads() {
        check(noClasses()
                .that()
                .resideInAPackage("io.waybill..")
                .should()
                .callMethod(Thread.class, "ofVirtual")
                .orShould()
                .callMethod(Thread.class, "startVirtualThread", Runnable.class)
                .orShould()
                .callMethod(Executors.class, "newVirtualThreadPerTaskExecutor"));
    }

    /** Steps use the annotations of Camunda's starter, as people who know it expect, and the model check reads them. */
    @Test
    void only_its_adapter_knows_the_client_of_zeebe() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage("io.waybill.platform.engine.zeebe..")
                .should()
                .dependOnClassesThat(resideInAnyPackage("io.camunda.client..", "io.grpc..")
                        .and(not(belongToAnyOf(JobWorker.class, Variable.class)))));
    }

    @Test
    void only_the_model_check_reads_the_dialect_of_zeebe() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage("io.waybill.platform.model..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.camunda.zeebe.."));
    }

    @Test
    void only_its_adapter_knows_operaton() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage("io.waybill.platform.engine.embedded..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.operaton.."));
    }

    /** See docs/adr/0023. */
    @Test
    void the_engine_is_not_asked_to_wait() {
        check(noClasses()
                .that()
                .resideInAPackage("io.waybill..")
                .should()
                .callMethod(FailJobCommandStep2.class, "retryBackoff", Duration.class));
    }

    private static void check(ArchRule rule) {
        rule.allowEmptyShould(false).check(MainCode.CLASSES);
    }
}
