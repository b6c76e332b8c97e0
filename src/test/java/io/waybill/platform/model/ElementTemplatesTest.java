package io.waybill.platform.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.camunda.zeebe.model.bpmn.Bpmn;
import io.camunda.zeebe.model.bpmn.instance.ServiceTask;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeTaskDefinition;
import io.waybill.Exercises;
import io.waybill.platform.model.contract.Contract;
import io.waybill.platform.model.contract.Contract.Job;
import io.waybill.platform.model.source.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/** What Modeler offers for each job, and that it matches what the workers declare. */
class ElementTemplatesTest {

    private static final Path TEMPLATES = Path.of(".camunda/element-templates/waybill.json");
    private static final Path STEPS = Path.of("docs/steps-with-undo.bpmn");
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private static final Contract CONTRACT = Contract.scan("io.waybill");

    private static ArrayNode present() throws IOException {
        return (ArrayNode) JSON.readTree(Files.readString(TEMPLATES));
    }

    @Test
    void the_files_are_in_step() throws IOException {
        ArrayNode renewed = new ElementTemplates(CONTRACT).renewed(present());
        String steps = new StepsWithUndo(CONTRACT, renewed).bpmn();
        String templates = JSON.writeValueAsString(renewed) + "\n";
        if (Boolean.getBoolean("templates.write")) {
            Files.writeString(TEMPLATES, templates);
            Files.writeString(STEPS, steps);
        }

        assertThat(TEMPLATES)
                .as("renew it with docs/write-element-templates")
                .content()
                .isEqualTo(templates);
        assertThat(STEPS).content().isEqualTo(steps);
    }

    @Test
    void a_template_that_changes_gets_a_new_version_beside_the_old_one() {
        ArrayNode before = new ElementTemplates(CONTRACT).renewed(JSON.createArrayNode());
        Map<String, Job> jobs = new TreeMap<>(CONTRACT.jobs());
        jobs.computeIfPresent(
                "stock.ship",
                (type, job) -> new Job(
                        type,
                        job.step(),
                        Map.of("orderId", String.class, "gift", boolean.class),
                        Set.of("gift"),
                        Map.of()));

        ArrayNode after =
                new ElementTemplates(new Contract(jobs, CONTRACT.messages(), CONTRACT.decisions())).renewed(before);

        assertThat(after).hasSize(before.size() + 1).containsAll(before);
        List<Integer> versions = ElementTemplates.versionsOf("stock.ship", after).stream()
                .map(template -> template.get("version").intValue())
                .toList();
        assertThat(versions).doesNotHaveDuplicates().isSorted().last().isEqualTo(versions.size());
        assertThat(ElementTemplates.versionsOf("stock.ship", after).getLast().toString())
                .contains("gift: true or false");
    }

    @Test
    void renewing_twice_changes_nothing() {
        ArrayNode once = new ElementTemplates(CONTRACT).renewed(JSON.createArrayNode());

        assertThat((JsonNode) new ElementTemplates(CONTRACT).renewed(once)).isEqualTo(once);
    }

    static List<Path> models() throws IOException {
        try (Stream<Path> shipped = Files.list(Path.of("src/main/resources/bpmn"));
                Stream<Path> exercises = Files.walk(Exercises.made())) {
            return Stream.concat(Stream.concat(shipped, exercises), Stream.of(STEPS))
                    .filter(file -> file.toString().endsWith(".bpmn"))
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void every_task_has_the_latest_template(Path model) throws IOException {
        ArrayNode templates = present();

        assertThat(Bpmn.readModelFromFile(model.toFile()).getModelElementsByType(ServiceTask.class))
                .isNotEmpty()
                .allSatisfy(task -> {
                    AppliedTemplate latest = AppliedTemplate.latestOf(
                            task.getSingleExtensionElement(ZeebeTaskDefinition.class)
                                    .getType(),
                            templates);
                    assertThat(AppliedTemplate.attributesOf(task))
                            .as("“%s”: choose or update its template in Modeler", task.getName())
                            .isEqualTo(latest.attributes());
                    assertThat(AppliedTemplate.valuesOf(task)).containsAll(latest.values());
                });
    }

    @Test
    void every_step_to_be_copied_has_its_undo() throws IOException {
        String steps = new StepsWithUndo(CONTRACT, present()).bpmn();

        assertThat(new ModelCheck(CONTRACT)
                        .check(List.of(new Source("steps-with-undo.bpmn", steps)))
                        .findings())
                .filteredOn(finding -> finding.rule().matches("file/.*|saga/undo-.*"))
                .isEmpty();
    }
}
