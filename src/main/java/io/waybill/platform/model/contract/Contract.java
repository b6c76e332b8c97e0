package io.waybill.platform.model.contract;

import io.waybill.core.saga.Question;
import io.waybill.core.saga.Step;
import io.waybill.core.saga.Step.Kind;
import java.lang.reflect.Type;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What models can rely on: the jobs that have a worker and the messages that are sent.
 *
 * @param jobs by their type
 * @param messages by their name
 * @param decisions that the code asks, by their id
 */
public record Contract(Map<String, Job> jobs, Map<String, Message> messages, Map<String, Decision> decisions) {

    private static final String DEFAULT_BUSINESS_KEY = "orderId";

    /**
     * A job, as its worker declares it.
     *
     * @param reads the variables that it takes, by name
     * @param optional those of them that may be missing
     * @param writes the variables that it answers, by name; if people do it, each task names its own
     */
    public record Job(String type, Step step, Map<String, Type> reads, Set<String> optional, Map<String, Type> writes) {

        /** The variables that must be set. */
        public Set<String> needs() {
            Set<String> needs = new LinkedHashSet<>(reads.keySet());
            needs.removeAll(optional);
            return needs;
        }

        public Kind kind() {
            return step.kind();
        }

        public boolean hasEffectToUndo() {
            return kind() == Kind.COMPENSATABLE;
        }

        /** The variables that a task with these headers answers, by name. */
        public Map<String, Type> answers(Map<String, String> headers) {
            if (!step.byPeople()) {
                return writes;
            }
            Map<String, Type> answers = new LinkedHashMap<>();
            Question.of(headers).answers().forEach(name -> answers.put(name, boolean.class));
            return answers;
        }

        /**
         * Whether it reads more than its key, so that a repetition with other values would make a difference.
         *
         * @param businessKey the variable that has the business key
         */
        public boolean isToldMoreThanItsKey(String businessKey) {
            return reads.keySet().stream()
                    .anyMatch(variable -> !variable.equals(businessKey) && !key().contains(variable));
        }

        /** The variables that it is keyed by, in addition to the business key. */
        public List<String> key() {
            return List.of(step.key());
        }
    }

    /**
     * A message, as its sender declares it.
     *
     * @param starts the id of the process that it starts; empty if it starts none
     * @param businessKey the variable that has the business key of the process that it starts; empty if it starts none
     * @param key the variables that its correlation key is made of
     * @param answers the type of the job that it answers, whose key is appended to its own; empty if it answers none
     * @param variables that it carries, by name
     */
    public record Message(
            String name,
            String starts,
            String businessKey,
            List<String> key,
            String answers,
            Map<String, ? extends Type> variables) {}

    /**
     * A decision that the code asks; its answer is one whole number.
     *
     * @param inputs the variables that it gets
     */
    public record Decision(String id, Set<String> inputs) {}

    /** Reads what the code in a package declares, its subpackages included. */
    public static Contract scan(String packageName) {
        return DeclaredContract.in(packageName);
    }

    /** Reads what these classes declare; most of them nothing. */
    public static Contract of(Stream<Class<?>> classes) {
        return DeclaredContract.of(classes);
    }

    public Optional<Job> job(@Nullable String type) {
        return Optional.ofNullable(type == null ? null : jobs.get(type));
    }

    /**
     * Whether a job that completes something may only come after a pivot: if its own business, by which its type begins,
     * declares one.
     */
    public boolean needsPivot(Job completion) {
        String business = completion.type().replaceFirst("\\..*", ".");
        return jobs.values().stream()
                .anyMatch(job -> job.kind() == Kind.PIVOT && job.type().startsWith(business));
    }

    /** The variable that has the business key of a process; {@code orderId} if nothing here starts it. */
    public String businessKey(String process) {
        return messages.values().stream()
                .filter(message -> message.starts().equals(process))
                .map(Message::businessKey)
                .findFirst()
                .orElse(DEFAULT_BUSINESS_KEY);
    }

    /** The type of the job that undoes the effect of this one, alone or together with that of another. */
    public Optional<String> undoOf(Job job) {
        Step step = job.step();
        if (!step.undo().isEmpty()) {
            return Optional.of(step.undo());
        }
        return step.undoneWith().isEmpty()
                ? Optional.empty()
                : job(step.undoneWith()).flatMap(this::undoOf);
    }
}
