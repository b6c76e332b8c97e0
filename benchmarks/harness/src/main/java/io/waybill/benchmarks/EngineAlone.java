package io.waybill.benchmarks;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.ClientStatusException;
import io.camunda.client.api.command.PublishMessageCommandStep1.PublishMessageCommandStep3;
import io.camunda.client.api.response.ActivatedJob;
import io.grpc.Status;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * The engine with the same model and with workers that do nothing but answer: as fast as anything that runs this model on
 * this engine can be. Its clients are in this process, which counts as one of its own.
 */
final class EngineAlone implements Contender {

    private static final String PROCESS = "engine-alone";
    private static final String START = "alone.order.placed";
    private static final List<String> ENDS = List.of("order.complete", "order.reject", "order.cancel");
    private static final Map<String, Map<String, Object>> ANSWERS = Map.of(
            "stock.reserve", Map.of("shortage", List.of()),
            "order.commit", Map.of("committed", true));
    private static final List<String> OTHERS = List.of(
            "stock.reserve", "order.commit", "account.release", "stock.release", "account.capture", "stock.ship");

    private final CamundaClient client;
    private final Map<String, Long> processes;
    private final AtomicLong ended = new AtomicLong();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private volatile long countedFrom;

    private EngineAlone(CamundaClient client, Map<String, Long> processes) {
        this.client = client;
        this.processes = processes;
    }

    static EngineAlone on(Stack stack, Path model) {
        CamundaClient client = CamundaClient.newClientBuilder()
                .grpcAddress(URI.create(stack.gateway()))
                .preferRestOverGrpc(false)
                .numJobWorkerExecutionThreads(4)
                .defaultJobWorkerStreamEnabled(true)
                .defaultJobWorkerMaxJobsActive(64)
                .build();
        Map<String, Long> processes = new TreeMap<>();
        processes.put("zeebe", stack.processes().get("zeebe"));
        processes.put("clients", ProcessHandle.current().pid());
        EngineAlone engine = new EngineAlone(client, processes);
        client.newDeployResourceCommand()
                .addResourceStringUtf8(alone(model), "engine-alone.bpmn")
                .send()
                .join();
        engine.work("account.reserve", engine::reserve);
        OTHERS.forEach(type -> engine.work(type, job -> ANSWERS.getOrDefault(type, Map.of())));
        ENDS.forEach(engine::end);
        return engine;
    }

    /** The same model under names of its own, because Waybill works on the same broker. */
    private static String alone(Path model) {
        try {
            return Files.readString(model)
                    .replace("\"order-fulfilment\"", '"' + PROCESS + '"')
                    .replace("name=\"order.placed\"", "name=\"" + START + '"')
                    .replace("taskDefinition type=\"", "taskDefinition type=\"alone.");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private interface Answer {
        Map<String, Object> to(ActivatedJob job);
    }

    private void work(String type, Answer answer) {
        open(type, job -> complete(job, answer.to(job), () -> {}));
    }

    private Map<String, Object> reserve(ActivatedJob job) {
        return Map.of(
                "creditReserved", !job.getVariable("customerId").toString().startsWith(Shop.POOR));
    }

    private void end(String type) {
        open(type, job -> complete(job, Map.of(), ended::incrementAndGet));
    }

    private void open(String type, Consumer<ActivatedJob> work) {
        client.newWorker()
                .jobType("alone." + type)
                .handler((jobs, job) -> work.accept(job))
                .timeout(Duration.ofSeconds(30))
                .fetchVariables("orderId", "customerId")
                .open();
    }

    /** A broker that has enough to do just now refuses; it is asked again a little later. */
    private void complete(ActivatedJob job, Map<String, Object> answer, Runnable then) {
        client.newCompleteCommand(job.getKey()).variables(answer).send().whenComplete((done, failure) -> {
            if (failure == null) {
                then.run();
            } else if (!timer.isShutdown()) {
                timer.schedule(() -> complete(job, answer, then), pause(), TimeUnit.MILLISECONDS);
            }
        });
    }

    private static long pause() {
        return ThreadLocalRandom.current().nextLong(5, 50);
    }

    @Override
    public String name() {
        return "engine";
    }

    @Override
    public void submit(NewOrder order) {
        String id = UUID.randomUUID().toString();
        PublishMessageCommandStep3 command = client.newPublishMessageCommand()
                .messageName(START)
                .correlationKey(id)
                .messageId(id)
                .timeToLive(Duration.ofHours(1))
                .variables(Map.of(
                        "orderId",
                        id,
                        "customerId",
                        order.customer(),
                        "total",
                        100L * order.items().length,
                        "items",
                        order.items()));
        while (!isTaken(command)) {
            Waiting.milliseconds(pause());
        }
    }

    private static boolean isTaken(PublishMessageCommandStep3 command) {
        try {
            command.send().join();
            return true;
        } catch (ClientStatusException e) {
            if (e.getStatusCode() == Status.Code.RESOURCE_EXHAUSTED) {
                return false;
            }
            throw e;
        }
    }

    @Override
    public void beginCount() {
        countedFrom = ended.get();
    }

    @Override
    public long ended() {
        return ended.get() - countedFrom;
    }

    @Override
    public Map<String, Long> processes() {
        return processes;
    }

    @Override
    public void close() {
        timer.shutdownNow();
        client.close();
    }
}
