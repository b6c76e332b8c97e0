package io.waybill.platform.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.waybill.OrdersInTests;
import io.waybill.platform.process.Processes;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

class ContributedRulesTest {

    private static final OrdersInTests ORDERS = new OrdersInTests();

    private static ContributedRules contributed(SubjectRules... all) {
        Processes processes = mock(Processes.class);
        when(processes.find(ORDERS.id())).thenReturn(Optional.of(ORDERS));
        return new ContributedRules(
                new StaticListableBeanFactory(
                                Arrays.stream(all).collect(Collectors.toMap(Object::toString, Function.identity())))
                        .getBeanProvider(SubjectRules.class),
                processes);
    }

    private record Rules(String process, List<Rule> rules) implements SubjectRules {

        static Rules called(String... names) {
            return new Rules(
                    ORDERS.id(),
                    Arrays.stream(names)
                            .map(name -> new Rule(name, "", "select t.order_id from TOUCHED t"))
                            .toList());
        }
    }

    @Test
    void a_rule_reads_the_subjects_that_have_changed() {
        assertThat(contributed(Rules.called("one")).of(ORDERS))
                .extracting(Rule::query)
                .singleElement()
                .asString()
                .contains("select order_id from order_timeline where entry_id > :from")
                .doesNotContain("TOUCHED");
    }

    @Test
    void rules_for_a_process_that_nobody_owns_are_refused_because_they_would_never_be_checked() {
        assertThatThrownBy(() -> contributed(new Rules("order-fulfillment", List.of())))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("There are rules for the process order-fulfillment, which nobody here owns");
    }

    @Test
    void two_rules_of_the_same_name_are_refused_because_the_metric_would_show_only_one() {
        assertThatThrownBy(() -> contributed(Rules.called("one", "other"), Rules.called("third", "one")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Two rules are called one");
    }
}
