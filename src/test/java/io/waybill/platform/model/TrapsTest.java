package io.waybill.platform.model;

import static io.waybill.platform.model.ModelCheckTest.MODEL;
import static io.waybill.platform.model.ModelCheckTest.POLICY;
import static org.assertj.core.api.Assertions.assertThat;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.ClientException;
import io.camunda.zeebe.model.bpmn.Bpmn;
import io.camunda.zeebe.model.bpmn.BpmnModelInstance;
import io.camunda.zeebe.model.bpmn.builder.ServiceTaskBuilder;
import io.camunda.zeebe.process.test.api.ZeebeTestEngine;
import io.camunda.zeebe.process.test.extension.ZeebeProcessTest;
import io.waybill.platform.model.Mistakes.Mistake;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is called a trap is one: the engine deploys the model without complaint. */
@ZeebeProcessTest
@SuppressWarnings("NullAway.Init") // the extension hands over the engine
class TrapsTest {

    private ZeebeTestEngine engine;

    @Test
    void the_engine_deploys_the_traps_and_nothing_else() {
        try (CamundaClient client = client()) {
            assertThat(Mistakes.ALL.stream()
                            .filter(mistake -> deploys(client, mistake.made().apply(MODEL), POLICY)))
                    .containsExactlyElementsOf(
                            Mistakes.ALL.stream().filter(Mistake::isTrap).toList());
            assertThat(DecisionMistakes.ALL.stream()
                            .filter(mistake ->
                                    deploys(client, MODEL, mistake.made().apply(POLICY))))
                    .containsExactlyElementsOf(DecisionMistakes.ALL.stream()
                            .filter(Mistake::isTrap)
                            .toList());
        }
    }

    @Test
    void a_called_process_is_not_undone_by_its_caller() throws Exception {
        BpmnModelInstance called = Bpmn.createExecutableProcess("called")
                .startEvent()
                .serviceTask("inner", task -> undoable(task, "inner"))
                .endEvent()
                .done();
        BpmnModelInstance caller = Bpmn.createExecutableProcess("caller")
                .startEvent()
                .serviceTask("own", task -> undoable(task, "own"))
                .callActivity("call", call -> call.zeebeProcessId("called"))
                .endEvent()
                .compensateEventDefinition()
                .done();
        List<String> done =
                played(List.of(called, caller), "caller", List.of("own", "inner", "undo own", "undo inner"));

        assertThat(done).containsExactly("own", "inner", "undo own");
    }

    @Test
    void a_step_that_runs_several_times_is_undone_once() throws Exception {
        BpmnModelInstance process = Bpmn.createExecutableProcess("several")
                .startEvent()
                .serviceTask("step", task -> {
                    undoable(task, "step");
                    task.multiInstance(each -> each.zeebeInputCollectionExpression("[1, 2, 3]"));
                })
                .endEvent()
                .compensateEventDefinition()
                .done();

        assertThat(played(List.of(process), "several", List.of("step", "undo step")))
                .containsExactly("step", "step", "step", "undo step");
    }

    @Test
    void a_step_inside_of_what_runs_several_times_is_undone_as_often() throws Exception {
        BpmnModelInstance process = Bpmn.createExecutableProcess("inside")
                .startEvent()
                .subProcess("each", each -> {
                    each.multiInstance(times -> times.zeebeInputCollectionExpression("[1, 2, 3]"));
                    each.embeddedSubProcess()
                            .startEvent()
                            .serviceTask("step", task -> undoable(task, "step"))
                            .endEvent();
                })
                .endEvent()
                .compensateEventDefinition()
                .done();

        assertThat(played(List.of(process), "inside", List.of("step", "undo step")))
                .containsExactly("step", "step", "step", "undo step", "undo step", "undo step");
    }

    /** The jobs of an instance that were done, in order. */
    private List<String> played(List<BpmnModelInstance> models, String process, List<String> types) throws Exception {
        List<String> done = new ArrayList<>();
        try (CamundaClient client = client()) {
            for (BpmnModelInstance model : models) {
                client.newDeployResourceCommand()
                        .addProcessModel(model, model.hashCode() + ".bpmn")
                        .send()
                        .join();
            }
            client.newCreateInstanceCommand()
                    .bpmnProcessId(process)
                    .latestVersion()
                    .send()
                    .join();
            int before;
            do {
                before = done.size();
                for (String type : types) {
                    engine.waitForIdleState(Duration.ofSeconds(10));
                    client.newActivateJobsCommand()
                            .jobType(type)
                            .maxJobsToActivate(1)
                            .requestTimeout(Duration.ofSeconds(1))
                            .send()
                            .join()
                            .getJobs()
                            .forEach(job -> {
                                done.add(type);
                                client.newCompleteCommand(job).send().join();
                            });
                }
            } while (done.size() > before);
        }
        return done;
    }

    private static void undoable(ServiceTaskBuilder task, String type) {
        task.zeebeJobType(type)
                .boundaryEvent()
                .compensation(undo -> undo.serviceTask().zeebeJobType("undo " + type));
    }

    private CamundaClient client() {
        return CamundaClient.newClientBuilder()
                .grpcAddress(URI.create("http://" + engine.getGatewayAddress()))
                .preferRestOverGrpc(false)
                .build();
    }

    private static boolean deploys(CamundaClient client, String model, String policy) {
        try {
            client.newDeployResourceCommand()
                    .addResourceStringUtf8(model, "order-fulfilment.bpmn")
                    .addResourceStringUtf8(policy, "order-policy.dmn")
                    .send()
                    .join();
            return true;
        } catch (ClientException refused) {
            return false;
        }
    }
}
