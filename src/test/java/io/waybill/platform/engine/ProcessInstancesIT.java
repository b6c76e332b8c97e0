package io.waybill.platform.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waybill.ModuleTest;
import io.waybill.core.OrderId;
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
        OrderId order = OrderId.next();
        assertThat(instances.enginesOf(order.value())).isEmpty();

        instances.note(ON_ZEEBE + 4711, ON_ZEEBE, order);
        instances.note(4711, 1, order);
        assertThat(instances.enginesOf(order.value())).containsExactlyInAnyOrder(EngineName.values());

        instances.ended(List.of(ON_ZEEBE + 4711));
        assertThat(instances.enginesOf(order.value())).containsExactly(EngineName.EMBEDDED);
        instances.ended(List.of(4711L));
        assertThat(instances.enginesOf(order.value())).isEmpty();
    }

    @Test
    void a_key_that_an_emptied_engine_gives_out_once_more_is_the_new_orders() {
        OrderId before = OrderId.next();
        OrderId after = OrderId.next();
        instances.note(ON_ZEEBE + 815, ON_ZEEBE, before);
        instances.note(4712, 1, before);
        instances.allEnded(EngineName.ZEEBE);
        assertThat(instances.notEnded(before)).containsExactly(4712L);

        instances.note(ON_ZEEBE + 815, ON_ZEEBE, after);

        assertThat(instances.notEnded(after)).containsExactly(ON_ZEEBE + 815);
        assertThat(instances.notEnded(before)).containsExactly(4712L);
    }

    @Test
    void nothing_is_started_or_stopped_without_a_transaction() {
        assertThatThrownBy(() -> engines.start(List.of())).isInstanceOf(IllegalTransactionStateException.class);
        assertThatThrownBy(() -> engines.stop(7)).isInstanceOf(IllegalTransactionStateException.class);
    }
}
