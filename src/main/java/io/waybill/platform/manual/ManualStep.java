package io.waybill.platform.manual;

import io.waybill.core.Subject;
import io.waybill.core.refusal.Conflict;
import io.waybill.core.refusal.FieldError;
import io.waybill.core.refusal.Invalid;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A question that people are asked about a subject, and what they answered. */
@Entity
class ManualStep {

    private static final String BETWEEN_NAMES = " ";

    enum State {
        /** It waits for an answer. */
        OPEN,
        /** Somebody answered, and the process goes on with the answer. */
        ANSWERED,
        /** The process no longer waits for it: its time is up, or its subject has ended. */
        GONE
    }

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long stepId;

    private long job;
    private Subject subject;
    private long processInstance;
    private String element;
    private String question;
    /** The names that need an answer. */
    private String asks;

    @Enumerated(EnumType.STRING)
    private State state;

    private Instant askedAt;
    private @Nullable Instant answeredAt;
    private @Nullable String answeredBy;
    private @Nullable String reason;
    /** The names that were answered with yes. */
    private @Nullable String yes;

    @SuppressWarnings("UnusedVariable")
    @Version
    private @Nullable Integer version;

    ManualStep(Asked asked, Instant at) {
        this.job = asked.job();
        this.subject = asked.subject();
        this.processInstance = asked.processInstance();
        this.element = asked.element();
        this.question = asked.question().text();
        this.asks = String.join(BETWEEN_NAMES, asked.question().answers());
        this.state = State.OPEN;
        this.askedAt = at;
    }

    @SuppressWarnings("NullAway.Init")
    protected ManualStep() {}

    /**
     * Records an answer.
     *
     * @throws Conflict if it does not wait for one
     * @throws Invalid if the answers do not match the question
     */
    void answer(Map<String, @Nullable Boolean> answers, String who, String why, Instant at) {
        switch (state) {
            case OPEN -> {
                requireAnswersToAll(answers);
                state = State.ANSWERED;
                answeredAt = at;
                answeredBy = who;
                reason = why;
                yes = asks().stream()
                        .filter(name -> Boolean.TRUE.equals(answers.get(name)))
                        .reduce((some, name) -> some + BETWEEN_NAMES + name)
                        .orElse("");
            }
            case ANSWERED -> throw new Conflict("The step is already answered");
            case GONE -> throw new Conflict("Nothing waits for an answer any more");
        }
    }

    private void requireAnswersToAll(Map<String, @Nullable Boolean> answers) {
        List<FieldError> errors = new ArrayList<>();
        asks().stream()
                .filter(name -> answers.get(name) == null)
                .forEach(name -> errors.add(new FieldError("answers." + name, "must be true or false")));
        answers.keySet().stream()
                .filter(name -> !asks().contains(name))
                .forEach(name ->
                        errors.add(new FieldError("answers." + name, "is not an answer that the step asks for")));
        if (!errors.isEmpty()) {
            throw new Invalid(errors);
        }
    }

    List<String> asks() {
        return List.of(asks.split(BETWEEN_NAMES, -1));
    }

    /** Answers by name; empty until somebody answers. */
    Map<String, Boolean> answers() {
        Map<String, Boolean> answers = new LinkedHashMap<>();
        if (yes != null) {
            List<String> affirmed = List.of(yes.split(BETWEEN_NAMES, -1));
            asks().forEach(name -> answers.put(name, affirmed.contains(name)));
        }
        return answers;
    }

    boolean isOpen() {
        return state == State.OPEN;
    }

    long id() {
        return Objects.requireNonNull(stepId);
    }

    long job() {
        return job;
    }

    Subject subject() {
        return subject;
    }

    long processInstance() {
        return processInstance;
    }

    String element() {
        return element;
    }

    String question() {
        return question;
    }

    State state() {
        return state;
    }

    Instant askedAt() {
        return askedAt;
    }

    @Nullable
    Instant answeredAt() {
        return answeredAt;
    }

    @Nullable
    String answeredBy() {
        return answeredBy;
    }

    @Nullable
    String reason() {
        return reason;
    }
}
