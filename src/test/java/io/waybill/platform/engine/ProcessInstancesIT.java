package io.waybill.platform.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waybill.ModuleTest;
import io.waybill.core.OrderId;
import io.waybill.core.Subject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.IllegalTransactionStateException;

@ModuleTest
class ProcessInstancesIT {

    static final long ON_ZEEBE = 1L << 51;

    @Autowired
    ProcessInstances instances;

    @Autowired
    Engines engines;

    @Test
    void the_engines_of_an_order_are_those_with_instances_that_have_not_ended() {
        Subject order = OrderId.next().subject();
        assertThat(instances.enginesOf(order)).isEmpty();

        instances.note(ON_ZEEBE + 4711, ON_ZEEBE, order);
        instances.note(4711, 1, order);
        assertThat(instances.enginesOf(order)).containsExactlyInAnyOrder(EngineName.values());

        instances.ended(List.of(ON_ZEEBE + 4711));
        assertThat(instances.enginesOf(order)).containsExactly(EngineName.EMBEDDED);
        instances.ended(List.of(4711L));
        assertThat(instances.enginesOf(order)).isEmpty();
    }

    @Test
    void a_key_that_an_emptied_engine_gives_out_once_more_is_the_new_orders() {
        Subject before = OrderId.next().subject();
        Subject after = OrderId.next().subject();
        instances.note(ON_ZEEBE + 815, ON_ZEEBE, before);
        instances.note(4712, 1, before);
        instances.allEnded(EngineName.ZEEBE);
        assertThat(instances.notEnded(before)).containsExactly(4712L);

        instances.note(ON_ZEEBE + 815, ON_ZEEBE, after);

        assertThat(instances.notEnded(after)).containsExactly(ON_ZEEBE + 815);
        assertThat(instances.notEnded(before)).containsExactly(4712L);
    }

    @Test
    void two_processes_may_have_the_same_key() {
        Subject order = OrderId.next().subject();
        Subject survey = new Subject("order-survey", order.key());
        instances.note(4713, 1, order);
        instances.note(4714, 2, survey);

        assertThat(instances.notEnded(order)).containsExactly(4713L);
        assertThat(instances.latestOn(EngineName.EMBEDDED, survey)).contains(4714L);
    }

    @Test
    void nothing_is_started_or_stopped_without_a_transaction() {
        assertThatThrownBy(() -> engines.start(List.of())).isInstanceOf(IllegalTransactionStateException.class);
        assertThatThrownBy(() -> engines.stop(7)).isInstanceOf(IllegalTransactionStateException.class);
    }
}
