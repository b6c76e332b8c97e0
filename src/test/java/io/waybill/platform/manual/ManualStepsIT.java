package io.waybill.platform.manual;

import static io.waybill.Given.atOnce;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.argThat;
import static org.mockito.Mockito.atLeastOnce;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.waybill.ModuleTest;
import io.waybill.core.CustomerId;
import io.waybill.core.OrderId;
import io.waybill.core.Progressed;
import io.waybill.core.Stalled;
import io.waybill.core.StepTaken;
import io.waybill.core.Subject;
import io.waybill.core.refusal.Conflict;
import io.waybill.core.refusal.Invalid;
import io.waybill.core.refusal.NotFound;
import io.waybill.core.saga.Question;
import io.waybill.platform.process.Standing;
import io.waybill.platform.process.Subjects;
import io.waybill.platform.security.Caller;
import io.waybill.platform.security.Role;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.data.domain.PageRequest;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.transaction.support.TransactionTemplate;

/** Questions to people, on an engine that answers what the test wants. */
@ModuleTest
class ManualStepsIT {

    private static final Caller OPERATOR = new Caller("olga", Set.of(Role.OPERATOR), null, null);

    @Autowired
    Desk desk;

    @Autowired
    StaleSteps stale;

    @Autowired
    ManualSteps steps;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    Timelines timelines;

    @MockitoBean
    ManualJobs jobs;

    @MockitoBean
    Subjects standings;

    Subject order;
    long job;

    @TestConfiguration
    static class Timelines {

        final List<StepTaken> entries = new CopyOnWriteArrayList<>();

        @EventListener
        void on(StepTaken taken) {
            entries.add(taken);
        }

        List<String> of(Subject order) {
            return entries.stream()
                    .filter(entry -> entry.subject().equals(order))
                    .map(entry -> entry.step() + ": " + entry.detail())
                    .toList();
        }
    }

    @BeforeEach
    void an_order_that_is_open() {
        order = OrderId.next().subject();
        job = ThreadLocalRandom.current().nextLong(1L << 51, 1L << 52);
        when(standings.lock(any())).thenReturn(Standing.OPEN);
        when(jobs.isWaiting(job)).thenReturn(true);
    }

    private Asked asked(String answers) {
        return new Asked(
                order, job, 7, "Task_Check", Question.of(Map.of("question", "Is it a fraud?", "answers", answers)));
    }

    @Test
    void a_step_that_an_order_has_left_is_gone_when_the_order_stalls() {
        long left = ask("fraudSuspected");
        orderStalls();
        await().untilAsserted(() -> verify(jobs, atLeastOnce()).isWaiting(job));
        assertThat(only().state()).isEqualTo(ManualStep.State.OPEN);

        when(jobs.isWaiting(job)).thenReturn(false);

        await().until(() -> {
            orderStalls();
            return steps.findByStepId(left).orElseThrow().state() == ManualStep.State.GONE;
        });
    }

    private void orderStalls() {
        transaction.executeWithoutResult(status -> events.publishEvent(new Stalled(order)));
    }

    /** Asks, and answers the step. */
    private long ask(String answers) {
        desk.ask(asked(answers));
        return only().id();
    }

    private ManualStep only() {
        List<ManualStep> all = steps.list(Long.MAX_VALUE, order.process(), order.key(), null, PageRequest.of(0, 10))
                .getContent();
        assertThat(all).hasSize(1);
        return all.getFirst();
    }

    private ManualStep answer(long step, Map<String, @Nullable Boolean> answers) {
        return desk.answer(step, answers, OPERATOR, "Called the customer");
    }

    @Test
    void a_job_that_comes_again_is_one_question() {
        ask("fraudSuspected");
        desk.ask(asked("fraudSuspected"));

        ManualStep step = only();
        assertThat(step.state()).isEqualTo(ManualStep.State.OPEN);
        assertThat(step.question()).isEqualTo("Is it a fraud?");
        assertThat(step.asks()).containsExactly("fraudSuspected");
        assertThat(step.answers()).isEmpty();
        assertThat(timelines.of(order)).containsExactly("manual.ask: Waits for somebody to look at it");
    }

    @Test
    void an_answer_completes_the_job() {
        long step = ask("fraudSuspected giftWrapped loud");

        answer(step, Map.of("loud", true, "fraudSuspected", false, "giftWrapped", true));

        Map<String, Boolean> answers = Map.of("fraudSuspected", false, "giftWrapped", true, "loud", true);
        await().untilAsserted(() -> verify(jobs).complete(new Completion(step, job, answers)));
        assertThat(only().state()).isEqualTo(ManualStep.State.ANSWERED);
        assertThat(only().answers()).isEqualTo(answers);
        assertThat(only().answeredBy()).isEqualTo("olga");
        assertThat(only().reason()).isEqualTo("Called the customer");
        assertThat(timelines.of(order)).endsWith("manual.answer: olga: Called the customer");
    }

    @Test
    void no_to_all_is_an_answer() {
        long step = ask("fraudSuspected");

        answer(step, Map.of("fraudSuspected", false));

        assertThat(only().answers()).isEqualTo(Map.of("fraudSuspected", false));
    }

    @Test
    void missing_and_unknown_answers_are_refused_and_change_nothing() {
        long step = ask("fraudSuspected giftWrapped");
        Map<String, @Nullable Boolean> wrong = new HashMap<>(Map.of("fraudSuspected", true, "orderId", true));

        assertThatThrownBy(() -> answer(step, wrong)).isInstanceOf(Invalid.class);
        wrong.remove("orderId");
        assertThatThrownBy(() -> answer(step, wrong)).isInstanceOf(Invalid.class);
        wrong.put("giftWrapped", null);
        assertThatThrownBy(() -> answer(step, wrong)).isInstanceOf(Invalid.class);

        assertThat(only().state()).isEqualTo(ManualStep.State.OPEN);
        assertThat(timelines.of(order)).hasSize(1);
        verify(jobs, never()).complete(argThat(completion -> completion.step() == step));
    }

    @Test
    void of_two_answers_at_once_one_is_refused() throws Exception {
        long step = ask("fraudSuspected");
        Callable<String> operator = () -> {
            try {
                answer(step, Map.of("fraudSuspected", true));
                return "answered";
            } catch (Conflict e) {
                return "too late";
            }
        };

        assertThat(atOnce(List.of(operator, operator))).containsExactlyInAnyOrder("answered", "too late");
    }

    @Test
    void with_the_order_its_questions_end() {
        long step = ask("fraudSuspected");

        progressed("IN_DELIVERY");
        assertThat(only().state()).isEqualTo(ManualStep.State.OPEN);
        progressed("CANCELLED");

        assertThat(only().state()).isEqualTo(ManualStep.State.GONE);
        assertThatThrownBy(() -> answer(step, Map.of("fraudSuspected", true))).isInstanceOf(Conflict.class);
    }

    private void progressed(String status) {
        Progressed progressed = new Progressed(List.of(new Progressed.Progress(
                order, new CustomerId("C-1"), status, !status.equals("IN_DELIVERY"), Instant.EPOCH, null)));
        transaction.executeWithoutResult(inTransaction -> events.publishEvent(progressed));
    }

    @Test
    void an_answer_stays_when_the_order_ends_by_it() {
        long step = ask("fraudSuspected");
        answer(step, Map.of("fraudSuspected", true));

        progressed("REJECTED");

        assertThat(only().state()).isEqualTo(ManualStep.State.ANSWERED);
    }

    @Test
    void nothing_is_asked_about_an_order_that_has_ended_or_never_was() {
        when(standings.lock(order)).thenReturn(Standing.ENDED);
        desk.ask(asked("fraudSuspected"));
        assertThat(steps.existsByJob(job)).isFalse();

        when(standings.lock(order)).thenReturn(Standing.UNKNOWN);
        assertThatThrownBy(() -> desk.ask(asked("fraudSuspected"))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_question_without_answers_is_a_failure_of_its_job() {
        assertThatThrownBy(() -> desk.ask(asked("")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("header answers");
    }

    @Test
    void a_step_that_was_interrupted_is_gone_when_somebody_comes_to_answer_it() {
        long step = ask("fraudSuspected");
        stale.look(step);
        assertThat(only().state()).isEqualTo(ManualStep.State.OPEN);

        when(jobs.isWaiting(job)).thenReturn(false);
        stale.look(step);

        assertThat(only().state()).isEqualTo(ManualStep.State.GONE);
    }

    @Test
    void a_step_that_was_answered_is_not_looked_for() {
        long step = ask("fraudSuspected");
        answer(step, Map.of("fraudSuspected", true));

        when(jobs.isWaiting(job)).thenReturn(false);
        stale.look(step);

        assertThat(only().state()).isEqualTo(ManualStep.State.ANSWERED);
    }

    @Test
    void an_answer_that_the_engine_does_not_want_is_gone() {
        long step = ask("fraudSuspected");
        answer(step, Map.of("fraudSuspected", true));

        steps.gone(step, ManualStep.State.OPEN);
        assertThat(only().state()).isEqualTo(ManualStep.State.ANSWERED);
        steps.gone(step, ManualStep.State.ANSWERED);

        assertThat(only().state()).isEqualTo(ManualStep.State.GONE);
        assertThat(only().answers()).isEqualTo(Map.of("fraudSuspected", true));
    }

    @Test
    void nobody_answers_what_is_not_there() {
        assertThatThrownBy(() -> answer(Long.MAX_VALUE, Map.of())).isInstanceOf(NotFound.class);
    }

    @Test
    void steps_are_listed_by_their_state_part_by_part() {
        long step = ask("fraudSuspected");

        assertThat(listed(Long.MAX_VALUE, ManualStep.State.OPEN)).contains(step);
        assertThat(listed(step, ManualStep.State.OPEN)).doesNotContain(step);
        assertThat(listed(Long.MAX_VALUE, ManualStep.State.GONE)).doesNotContain(step);
    }

    private List<Long> listed(long before, ManualStep.State state) {
        return steps.list(before, null, null, state, PageRequest.of(0, 200))
                .map(ManualStep::id)
                .getContent();
    }
}
