package io.waybill.platform.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.platform.model.MigrationPlan.LostUndo;
import io.waybill.platform.model.MigrationPlan.Unset;
import io.waybill.platform.model.contract.Contract;
import io.waybill.platform.model.source.Source;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class MigrationPlanTest {

    private static final Contract CONTRACT = Contract.scan("io.waybill");

    private static MigrationPlan to(UnaryOperator<Edit> change) {
        return MigrationPlan.between(
                List.of(new Source("a.bpmn", ModelCheckTest.MODEL)),
                List.of(new Source(
                        "a.bpmn", change.apply(Edit.of(ModelCheckTest.MODEL)).xml())),
                "order-fulfilment",
                CONTRACT);
    }

    @Test
    void a_move_to_the_same_model_loses_nothing() {
        MigrationPlan move = to(edit -> edit);

        assertThat(move.same())
                .contains("Task_ReserveCredit", "SubProcess_SecureOrder", "BoundaryEvent_OrderNotSecured");
        assertThat(move.gone()).isEmpty();
        assertThat(move.lostUndos()).isEmpty();
        assertThat(move.passed()).isEmpty();
        assertThat(move.hardToMove()).containsExactly("Secure order");
    }

    @Test
    void a_task_that_was_removed_is_gone() {
        assertThat(to(edit -> edit.remove(
                                "Task_RejectOrder", "Flow_Rejected_RejectOrder", "Flow_RejectOrder_OrderRejected"))
                        .gone())
                .containsExactly("Reject order");
    }

    @Test
    void an_undo_that_is_another_one_is_lost() {
        assertThat(to(edit -> edit.setInside("Task_ReleaseCredit", "taskDefinition", "type", "stock.release"))
                        .lostUndos())
                .containsExactly(
                        new LostUndo("Reserve credit", "account.reserve", "“Reserve credit” is undone by another job"));
    }

    @Test
    void an_undo_that_hangs_at_another_element_is_lost() {
        assertThat(to(edit -> edit.set("BoundaryEvent_UndoCredit", "id", "BoundaryEvent_Undo"))
                        .lostUndos())
                .extracting(LostUndo::why)
                .containsExactly("“Reserve credit” no longer has an undo at the same place");
    }

    @Test
    void a_new_task_is_passed_by_those_that_are_further() {
        MigrationPlan back = MigrationPlan.between(
                List.of(new Source(
                        "a.bpmn",
                        Edit.of(ModelCheckTest.MODEL)
                                .remove(
                                        "Task_ShipGoods",
                                        "Flow_SettleAndShip_ShipGoods",
                                        "Flow_ShipGoods_SettledAndShipped")
                                .xml())),
                List.of(new Source("a.bpmn", ModelCheckTest.MODEL)),
                "order-fulfilment",
                CONTRACT);

        assertThat(back.passed()).containsExactly("Ship goods");
    }

    @Test
    void a_variable_that_only_the_new_version_sets_is_missing_to_those_that_have_passed_its_place() {
        Source old =
                new Source("a.bpmn", ModelCheckTest.MODEL.replace("resultVariable=\"policy\"", "resultVariable=\"p\""));
        Source policy = new Source("order-policy.dmn", ModelCheckTest.POLICY);

        MigrationPlan move = MigrationPlan.between(
                List.of(old, policy),
                List.of(new Source("a.bpmn", ModelCheckTest.MODEL), policy),
                "order-fulfilment",
                CONTRACT);

        assertThat(move.unset()).extracting(Unset::variable).containsOnly("policy");
        assertThat(move.unset()).extracting(Unset::reader).contains("Wait for the driver", "Offer to next driver");
    }
}
