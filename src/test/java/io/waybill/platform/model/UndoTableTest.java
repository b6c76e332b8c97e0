package io.waybill.platform.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.platform.model.UndoTable.Case;
import io.waybill.platform.model.UndoTable.Cause;
import io.waybill.platform.model.contract.Contract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What is undone when, and that {@code docs/processes} is up to date. */
class UndoTableTest {

    private static final Path MODELS = Path.of("src/main/resources/bpmn");
    private static final Path PAGES = Path.of("docs/processes");
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private static final ModelCheck CHECK = new ModelCheck(Contract.scan("io.waybill"));

    private UndoTable tableOf(String model) {
        return CHECK.check(ModelCheckTest.sources(model, ModelCheckTest.POLICY))
                .undo()
                .getFirst();
    }

    private static List<Case> casesOf(UndoTable table, String element) {
        return table.causes().stream()
                .filter(cause -> cause.element().equals(element))
                .flatMap(cause -> cause.cases().stream())
                .toList();
    }

    @Test
    void a_failed_production_undoes_all_three_steps_at_once() {
        assertThat(casesOf(tableOf(ModelCheckTest.MODEL), "Event_ProductionFailed"))
                .containsExactly(new Case(
                        List.of("Reserve credit", "Reserve stock", "Request production"),
                        List.of(),
                        List.of(List.of("Reserve credit", "Reserve stock", "Request production")),
                        List.of(),
                        List.of()));
    }

    @Test
    void what_a_cancellation_interrupts_is_closed() {
        assertThat(casesOf(tableOf(ModelCheckTest.MODEL), "StartEvent_CancellationRequested"))
                .contains(new Case(
                        List.of("Reserve credit"),
                        List.of("Reserve stock"),
                        List.of(List.of("Reserve credit")),
                        List.of("Reserve stock"),
                        List.of()))
                .allSatisfy(one -> assertThat(one.stays()).isEmpty());
    }

    @Test
    void what_is_not_closed_stays() {
        String model = Edit.of(ModelCheckTest.MODEL)
                .redirect("Flow_Rejected_CancelOrder", "EndEvent_OrderCancelled")
                .remove("Task_CancelOrder", "Flow_CancelOrder_OrderCancelled")
                .xml();

        assertThat(casesOf(tableOf(model), "StartEvent_CancellationRequested"))
                .anySatisfy(one -> assertThat(one.stays()).containsExactly("Reserve stock"));
    }

    @Test
    void one_undo_after_another_is_told_in_that_order() {
        Edit edit = Variants.ALL.stream()
                .filter(variant -> variant.what().equals("one undo after another"))
                .findFirst()
                .orElseThrow()
                .made()
                .apply(Edit.of(ModelCheckTest.MODEL));

        assertThat(casesOf(tableOf(edit.xml()), "Event_ProductionFailed"))
                .extracting(Case::undone)
                .containsExactly(List.of(List.of("Reserve credit"), List.of("Reserve stock", "Request production")));
    }

    static List<String> processes() throws IOException {
        try (Stream<Path> shipped = Files.list(MODELS)) {
            return shipped.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(".bpmn") && undoes(MODELS.resolve(file)))
                    .map(file -> file.replace(".bpmn", ""))
                    .toList();
        }
    }

    private static boolean undoes(Path model) {
        try {
            return Files.readString(model).contains("compensateEventDefinition");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("processes")
    void the_pages_are_in_step(String process) throws IOException {
        UndoTable table = tableOf(Files.readString(MODELS.resolve(process + ".bpmn")));
        Path page = PAGES.resolve(process + "-undo.md");
        Path data = PAGES.resolve(process + "-undo.json");
        String json = JSON.writeValueAsString(table) + "\n";
        if (Boolean.getBoolean("undo.write")) {
            Files.writeString(page, table.markdown());
            Files.writeString(data, json);
        }

        assertThat(table.causes()).extracting(Cause::what).isNotEmpty();
        assertThat(page).as("renew it with docs/write-undo-tables").content().isEqualTo(table.markdown());
        assertThat(data).content().isEqualTo(json);
    }
}
