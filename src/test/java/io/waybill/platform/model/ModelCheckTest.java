package io.waybill.platform.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.waybill.platform.model.Mistakes.Mistake;
import io.waybill.platform.model.Variants.Variant;
import io.waybill.platform.model.contract.Contract;
import io.waybill.platform.model.source.Finding;
import io.waybill.platform.model.source.Severity;
import io.waybill.platform.model.source.Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the check finds, and what it does not. */
class ModelCheckTest {

    static final List<Mistake> MISTAKES = Mistakes.ALL;
    static final List<Mistake> DATA_MISTAKES = DataMistakes.ALL;
    static final List<Variant> VARIANTS =
            Stream.concat(Variants.ALL.stream(), DataVariants.ALL.stream()).toList();
    static final List<Mistake> DECISION_MISTAKES = DecisionMistakes.ALL;
    static final List<DecisionVariants.Variant> DECISION_VARIANTS = DecisionVariants.ALL;

    static final String MODEL = read("src/main/resources/bpmn/order-fulfilment.bpmn");
    static final String POLICY = read("src/main/resources/bpmn/order-policy.dmn");

    private static final String PART = """
            <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="D" targetNamespace="t">
              <process id="part" name="Part" isExecutable="true">
                <startEvent id="s"><outgoing>f</outgoing></startEvent>
                <sequenceFlow id="f" sourceRef="s" targetRef="t"/>
                <serviceTask id="t" name="Do it">
                  <extensionElements><zeebe:taskDefinition type="JOB"/></extensionElements>
                  <incoming>f</incoming><outgoing>g</outgoing>
                </serviceTask>
                <sequenceFlow id="g" sourceRef="t" targetRef="e"/>
                <endEvent id="e"><incoming>g</incoming></endEvent>
              </process>
            </definitions>""";

    private static final ModelCheck CHECK = new ModelCheck(Contract.scan("io.waybill"));

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The sources of the order model: the process and the decision that it calls. */
    static List<Source> sources(String process, String policy) {
        return List.of(new Source("order-fulfilment.bpmn", process), new Source("order-policy.dmn", policy));
    }

    private List<Finding> findingsIn(String process) {
        return CHECK.check(sources(process, POLICY)).findings();
    }

    private List<Finding> findingsInPolicy(String policy) {
        return CHECK.check(sources(MODEL, policy)).findings();
    }

    @Test
    void the_shipped_model_is_right() {
        assertThat(findingsIn(MODEL)).isEmpty();
    }

    /** The findings if a task of the shipped model becomes a call of a process that does this job. */
    private List<Finding> findingsInCalled(String call, String job) {
        String caller = Edit.of(MODEL)
                .become(call, "callActivity")
                .removeInside(call, "taskDefinition")
                .addExtension(call, "<zeebe:calledElement processId='part'/>")
                .xml();
        String called = PART.replace("JOB", job);
        return CHECK
                .check(List.of(
                        new Source("order-fulfilment.bpmn", caller),
                        new Source("order-policy.dmn", POLICY),
                        new Source("part.bpmn", called)))
                .findings()
                .stream()
                .filter(finding -> finding.rule().equals("saga/undo-in-called-process"))
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "Task_BookDelivery,   delivery.book,   true",
        "Task_BookDelivery,   account.capture, true",
        "Task_CapturePayment, stock.reserve,   true",
        "Task_CapturePayment, account.capture, false",
        "Task_BookDelivery,   none,            false"
    })
    void what_a_called_process_does_is_not_undone(String call, String job, boolean isFound) {
        assertThat(findingsInCalled(call, job))
                .extracting(Finding::element)
                .isEqualTo(isFound ? List.of(call) : List.of());
    }

    @Test
    void a_change_that_changes_nothing_is_right() {
        assertThat(findingsIn(Edit.of(MODEL).xml())).isEmpty();
    }

    @ParameterizedTest
    @FieldSource("VARIANTS")
    void what_is_no_mistake_is_not_found(Variant variant) {
        assertThat(findingsIn(variant.made().apply(Edit.of(MODEL)).xml())).isEmpty();
    }

    @ParameterizedTest
    @FieldSource("MISTAKES")
    void a_mistake_is_found(Mistake mistake) {
        assertFound(mistake, findingsIn(mistake.made().apply(MODEL)));
    }

    @ParameterizedTest
    @FieldSource("DATA_MISTAKES")
    void a_mistake_with_data_is_found_once(Mistake mistake) {
        List<Finding> findings = findingsIn(mistake.made().apply(MODEL));

        assertFound(mistake, findings);
        assertThat(findings)
                .filteredOn(finding -> finding.severity() == Severity.ERROR)
                .hasSize(1);
    }

    private static void assertFound(Mistake mistake, List<Finding> findings) {
        assertThat(findings).anySatisfy(finding -> {
            assertThat(finding.rule()).isEqualTo(mistake.rule());
            assertThat(String.valueOf(finding.element()))
                    .isEqualTo(mistake.element().isEmpty() ? "null" : mistake.element());
            assertThat(finding.element() == null || finding.line() > 0).isTrue();
            assertThat(finding.message()).isNotBlank();
            assertThat(finding.advice()).isNotBlank();
        });
    }

    @ParameterizedTest
    @FieldSource("DECISION_MISTAKES")
    void a_mistake_in_a_decision_is_found(Mistake mistake) {
        assertFound(mistake, findingsInPolicy(mistake.made().apply(POLICY)));
    }

    @ParameterizedTest
    @FieldSource("DECISION_VARIANTS")
    void what_is_no_mistake_in_a_decision_is_not_found(DecisionVariants.Variant variant) {
        assertThat(findingsInPolicy(variant.made().apply(POLICY))).isEmpty();
    }

    /** A decision that is checked alone is not reported as never called. */
    @Test
    void a_decision_can_be_checked_by_itself() {
        assertThat(CHECK.check(List.of(new Source("order-policy.dmn", POLICY))).findings())
                .isEmpty();
    }

    @Test
    void a_byte_order_mark_is_no_mistake() {
        assertThat(findingsIn("\uFEFF" + MODEL)).isEmpty();
        assertThat(findingsInPolicy("\uFEFF" + POLICY)).isEmpty();
    }

    /** The engines' parser would run out of stack. */
    @Test
    void a_cell_can_be_too_long() {
        String policy = Edit.of(POLICY)
                .text("LargeOrders_Customer", "text", "\"C-1\"" + ", \"C-2\"".repeat(3_000))
                .xml();

        assertThat(findingsInPolicy(policy)).extracting(Finding::rule).containsExactly("deployable/feel");
    }

    @Test
    void one_output_needs_no_name() {
        String pause = """
                <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="d" namespace="x">
                  <decision id="pause" name="Pause"><decisionTable id="t" hitPolicy="FIRST">
                    <input id="i"><inputExpression id="ie" typeRef="number"><text>tries</text></inputExpression></input>
                    <output id="o" typeRef="string"/>
                    <rule id="r1"><inputEntry id="e1"><text>-</text></inputEntry><outputEntry id="o1"><text>"PT1M"</text></outputEntry></rule>
                  </decisionTable></decision>
                </definitions>""";

        assertThat(CHECK.check(List.of(new Source("pause.DMN", pause))).findings())
                .isEmpty();
    }

    @Test
    void what_is_there_twice_is_told() {
        assertThat(CHECK.check(List.of(
                                new Source("a.bpmn", MODEL),
                                new Source("b.bpmn", MODEL),
                                new Source("a.dmn", POLICY),
                                new Source("b.dmn", POLICY)))
                        .findings())
                .filteredOn(finding -> finding.rule().equals("file/twice"))
                .extracting(finding -> finding.file() + " " + finding.element())
                .containsExactly("b.bpmn order-fulfilment", "b.dmn order-policy");
    }

    @Test
    void a_form_is_json() {
        assertThat(CHECK.check(List.of(new Source("a.form", "{"))).findings())
                .extracting(Finding::rule)
                .containsExactly("file/unreadable");
        assertThat(CHECK.check(List.of(new Source("a.form", "{}"))).findings()).isEmpty();
    }

    /** In the words of whoever decided it; the reason is part of the process. */
    @Test
    void a_process_can_do_without_what_the_books_do_not_need() {
        UnaryOperator<String> pickedUp = waiver -> Edit.of(MODEL)
                .redirect("Flow_StockComplete_BookDelivery", "Task_CommitOrder")
                .xml()
                .replaceFirst(
                        "<startEvent id=\"StartEvent_OrderPlaced\"",
                        "<extensionElements><zeebe:properties><zeebe:property name=\"waybill:without\" value=\"%s\"/>"
                                        .formatted(waiver)
                                + "</zeebe:properties></extensionElements>$0");

        assertThat(findingsIn(pickedUp.apply("delivery.accepted: Orders are picked up")))
                .filteredOn(finding ->
                        finding.rule().startsWith("saga/wa") || finding.rule().contains("need"))
                .extracting(Finding::rule, Finding::message)
                .containsExactly(
                        tuple("saga/waived", "The process does without “delivery.accepted”: Orders are picked up"));
        assertThat(findingsIn(pickedUp.apply("account.reserve: Never mind")))
                .extracting(Finding::rule)
                .contains("saga/waiver", "saga/need-missing");
        assertThat(findingsIn(pickedUp.apply("delivery.accepted")))
                .extracting(Finding::rule)
                .contains("saga/waiver");
    }

    @Test
    void an_input_without_a_target_is_told() {
        List<Finding> findings = findingsIn(MODEL.replace(
                "<zeebe:taskDefinition type=\"production.request\" retries=\"5\" />",
                "<zeebe:taskDefinition type=\"production.request\" retries=\"5\" />"
                        + "<zeebe:ioMapping><zeebe:input source=\"=1\" /></zeebe:ioMapping>"));

        assertThat(findings).extracting(Finding::element).contains("Task_RequestProduction");
    }

    /** The undo goes on from there, so very much can run at the same time. */
    @Test
    @Timeout(30)
    void a_model_with_too_many_states_is_answered_soon() {
        List<Finding> findings = findingsIn(MODEL.replace(
                "sourceRef=\"BoundaryEvent_UndoCredit\" targetRef=\"Task_ReleaseCredit\"",
                "sourceRef=\"BoundaryEvent_UndoCredit\" targetRef=\"Task_ApplyOrderPolicy\""));

        assertThat(findings).extracting(Finding::rule).contains("sound/too-large");
    }

    /** Two hundred elements: a sequence of steps, each with its undo, and questions in between. */
    @Test
    void a_large_model_is_checked_within_two_seconds() {
        findingsIn(MODEL);
        String large = LargeModel.of(66);

        long begun = processorTime();
        List<Finding> findings = findingsIn(large);
        Duration taken = Duration.ofNanos(processorTime() - begun);

        assertThat(findings).extracting(Finding::rule).doesNotContain("sound/too-large", "file/unreadable");
        assertThat(taken).isLessThan(Duration.ofSeconds(2));
    }

    static Stream<Arguments> hugeModels() {
        return Stream.of(
                arguments("in a row", LargeModel.inARow(3_000)),
                arguments("at the same time", LargeModel.behind("parallelGateway", 3_000)),
                arguments("to choose from", LargeModel.behind("exclusiveGateway", 3_000)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hugeModels")
    void a_model_of_three_thousand_tasks_is_checked_within_five_seconds(String tasks, String model) {
        long begun = processorTime();
        List<Finding> findings = findingsIn(model);
        Duration taken = Duration.ofNanos(processorTime() - begun);

        assertThat(findings)
                .as(tasks)
                .extracting(Finding::rule)
                .doesNotContain("file/unreadable")
                .filteredOn("contract/question"::equals)
                .hasSizeGreaterThanOrEqualTo(3_000);
        assertThat(taken).isLessThan(Duration.ofSeconds(5));
    }

    /** CPU time of this thread, so that other load on the machine does not count. */
    private static long processorTime() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    @Test
    void there_are_enough_mistakes() {
        assertThat(MISTAKES).hasSizeGreaterThanOrEqualTo(40).doesNotHaveDuplicates();
        assertThat(MISTAKES.stream()
                        .filter(mistake -> mistake.isTrap() && mistake.rule().startsWith("saga/")))
                .hasSizeGreaterThanOrEqualTo(10);
    }
}
