package io.waybill.platform.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.platform.model.source.Source;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class ChangesTest {

    private static List<String> changes(UnaryOperator<Edit> change) {
        return between(
                Edit.of(ModelCheckTest.MODEL).xml(),
                change.apply(Edit.of(ModelCheckTest.MODEL)).xml());
    }

    private static List<String> between(String before, String after) {
        return Changes.between(List.of(new Source("order.bpmn", before)), List.of(new Source("order.bpmn", after)));
    }

    @Test
    void the_same_has_no_changes() {
        assertThat(changes(edit -> edit)).isEmpty();
    }

    @Test
    void the_first_version_has_no_changes() {
        assertThat(Changes.between(List.of(), List.of(new Source("order.bpmn", ModelCheckTest.MODEL))))
                .isEmpty();
    }

    @Test
    void what_is_set_at_an_element_is_told_before_and_after() {
        assertThat(changes(edit -> edit.setInside("Task_ReserveCredit", "taskDefinition", "retries", "7")))
                .containsExactly("The service task “Reserve credit”: the retries changed from “5” to “7”");
        assertThat(between(
                        ModelCheckTest.MODEL,
                        ModelCheckTest.MODEL.replace("cause = \"credit-refused\" or cause", "cause")))
                .containsExactly("The sequence flow from “Rejected?” to “Reject order”: the condition changed from"
                        + " “=cause = \"credit-refused\" or cause = \"production-failed\"”"
                        + " to “=cause = \"production-failed\"”");
        assertThat(changes(edit -> edit.unset("Gateway_StockShort", "default")))
                .containsExactly("The exclusive gateway “Stock short?”: the default way was removed;"
                        + " it was from “Stock short?” to “Stock complete”");
    }

    @Test
    void a_new_name_is_reported_once_and_not_at_every_reference() {
        assertThat(changes(edit -> edit.set("Task_ReserveCredit", "name", "Hold credit")))
                .containsExactly("The service task “Reserve credit” is now called “Hold credit”");
    }

    @Test
    void an_arrow_that_leads_elsewhere_is_told_by_the_names_of_what_it_joins() {
        assertThat(changes(edit -> edit.set("Flow_SettleAndShip_CapturePayment", "targetRef", "Task_CompleteOrder")))
                .containsExactly("The sequence flow from “Settle and ship” to “Capture payment”:"
                        + " the end changed from “Capture payment” to “Complete order”");
    }

    @Test
    void elements_come_and_go() {
        assertThat(changes(edit -> edit.remove("Task_ReserveCredit", "Flow_ReserveCredit_BothAnswered")))
                .containsExactly(
                        "The service task “Reserve credit” was removed",
                        "The sequence flow from “Reserve credit” to “Both answered” was removed");
        assertThat(between(
                        Edit.of(ModelCheckTest.MODEL)
                                .remove("Task_ReserveCredit")
                                .xml(),
                        Edit.of(ModelCheckTest.MODEL).xml()))
                .contains("The service task “Reserve credit” is new");
    }

    @Test
    void what_only_moved_is_the_layout() {
        assertThat(between(
                        ModelCheckTest.MODEL,
                        ModelCheckTest.MODEL.replaceFirst("<dc:Bounds x=\"1", "<dc:Bounds x=\"2")))
                .containsExactly("Only the layout of the file order.bpmn changed");
    }

    @Test
    void a_new_version_of_a_template_is_told_and_its_icon_is_not() {
        assertThat(changes(edit -> edit.set("Task_CommitOrder", "zeebe:modelerTemplateVersion", "7")
                        .set("Task_CommitOrder", "zeebe:modelerTemplateIcon", "data:image/svg+xml;base64,AAAA")))
                .containsExactly("The service task “Commit order”: the template version changed from “1” to “7”");
    }

    @Test
    void files_come_and_go_and_a_form_is_not_looked_into() {
        assertThat(Changes.between(
                        List.of(new Source("a.form", "{}"), new Source("b.form", "{}")),
                        List.of(new Source("b.form", "{ }"), new Source("c.form", "{}"))))
                .containsExactly("The file a.form was removed", "The file b.form changed", "The file c.form is new");
    }
}
