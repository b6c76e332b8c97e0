package io.waybill.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.camunda.zeebe.model.bpmn.Bpmn;
import io.camunda.zeebe.model.bpmn.instance.ServiceTask;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeIoMapping;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeTaskDefinition;
import io.waybill.model.Contract.Job;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/** What Modeler offers for each job, and that it is in step with what the workers declare. */
class ElementTemplatesTest {

    private static final Path TEMPLATES = Path.of(".camunda/element-templates/waybill.json");
    private static final Path STEPS = Path.of("docs/steps-with-undo.bpmn");
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final Contract contract = Contract.scan("io.waybill");

    private static ArrayNode present() throws IOException {
        return (ArrayNode) JSON.readTree(Files.readString(TEMPLATES));
    }

    @Test
    void the_files_are_in_step() throws IOException {
        ArrayNode renewed = new ElementTemplates(contract).renewed(present());
        String steps = new StepsWithUndo(contract, renewed).bpmn();
        String templates = JSON.writeValueAsString(renewed) + "\n";
        if (Boolean.getBoolean("templates.write")) {
            Files.writeString(TEMPLATES, templates);
            Files.writeString(STEPS, steps);
        }

        assertThat(TEMPLATES)
                .as("renew it by docs/write-element-templates")
                .content()
                .isEqualTo(templates);
        assertThat(STEPS).content().isEqualTo(steps);
    }

    @Test
    void a_template_that_changes_gets_a_new_version_beside_the_old_one() {
        ArrayNode before = new ElementTemplates(contract).renewed(JSON.createArrayNode());
        Map<String, Job> jobs = new TreeMap<>(contract.jobs());
        jobs.computeIfPresent(
                "stock.ship",
                (type, job) -> new Job(
                        type,
                        job.step(),
                        Map.of("orderId", String.class, "gift", boolean.class),
                        Set.of("gift"),
                        Map.of()));

        ArrayNode after = new ElementTemplates(new Contract(jobs, contract.messages())).renewed(before);

        assertThat(after).hasSize(before.size() + 1).containsAll(before);
        List<Integer> versions = ElementTemplates.versionsOf("stock.ship", after).stream()
                .map(template -> template.get("version").intValue())
                .toList();
        assertThat(versions).doesNotHaveDuplicates().isSorted().last().isEqualTo(versions.size());
        assertThat(ElementTemplates.versionsOf("stock.ship", after).getLast().toString())
                .contains("gift: true or false");
    }

    @Test
    void what_is_written_in_step_stays_as_it_is() {
        ArrayNode once = new ElementTemplates(contract).renewed(JSON.createArrayNode());

        assertThat((JsonNode) new ElementTemplates(contract).renewed(once)).isEqualTo(once);
    }

    @Test
    void the_shipped_model_is_right_with_all_templates_applied() throws IOException {
        Edit edit = Edit.of(ModelCheckTest.MODEL);
        ArrayNode templates = present();
        Bpmn.readModelFromStream(new ByteArrayInputStream(ModelCheckTest.MODEL.getBytes(StandardCharsets.UTF_8)))
                .getModelElementsByType(ServiceTask.class)
                .forEach(task -> {
                    String type = task.getSingleExtensionElement(ZeebeTaskDefinition.class)
                            .getType();
                    AppliedTemplate template = AppliedTemplate.latestOf(type, templates);
                    edit.set(task.getId(), "zeebe:modelerTemplate", template.id());
                    edit.set(task.getId(), "zeebe:modelerTemplateVersion", template.version());
                    edit.set(task.getId(), "zeebe:modelerTemplateIcon", template.icon());
                    if (task.getSingleExtensionElement(ZeebeIoMapping.class) == null) {
                        edit.addExtension(task.getId(), "<zeebe:ioMapping/>"); // so does Modeler
                    }
                    if (!template.properties().isEmpty()) {
                        edit.addExtension(task.getId(), template.properties());
                    }
                });

        String applied = edit.xml();
        assertThat(applied).contains("waybill:undo");
        assertThat(new ModelCheck(contract).check(shippedWith(applied)).findings())
                .isEmpty();
    }

    /** All that is shipped, with another process for the orders. */
    private static List<Source> shippedWith(String process) throws IOException {
        List<Source> sources = new ArrayList<>(List.of(new Source("order-fulfilment.bpmn", process)));
        try (Stream<Path> files = Files.list(Path.of("src/main/resources/bpmn"))) {
            for (Path file : files.toList()) {
                if (!file.endsWith("order-fulfilment.bpmn")) {
                    sources.add(new Source(file.toString(), Files.readString(file)));
                }
            }
        }
        return sources;
    }

    @Test
    void every_step_to_be_copied_has_its_undo() throws IOException {
        String steps = new StepsWithUndo(contract, present()).bpmn();

        assertThat(new ModelCheck(contract)
                        .check(List.of(new Source("steps-with-undo.bpmn", steps)))
                        .findings())
                .filteredOn(finding -> finding.rule().matches("file/.*|saga/undo-.*"))
                .isEmpty();
    }
}
