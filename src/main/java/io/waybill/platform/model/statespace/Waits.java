package io.waybill.platform.model.statespace;

import io.waybill.platform.model.contract.Contract;
import io.waybill.platform.model.net.Keys;
import io.waybill.platform.model.net.Net;
import io.waybill.platform.model.net.Net.Flow;
import io.waybill.platform.model.net.Node;
import io.waybill.platform.model.net.Node.Kind;
import io.waybill.platform.model.net.Node.Trigger;
import io.waybill.platform.model.net.Variables;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Which waits are for answers that have come already. What was asked once is answered once: to wait for it again, it has
 * to be asked anew, by the job that it answers or with another key.
 */
final class Waits {

    private final Contract contract;
    private final Keys keys;
    private final Variables variables;
    private final String businessKey;
    private final List<Node> answers;
    private final Map<Node, BitSet> renewed = new HashMap<>();

    Waits(Net net, Contract contract, Keys keys, Variables variables) {
        this.contract = contract;
        this.keys = keys;
        this.variables = variables;
        businessKey = "{" + contract.businessKey(net.id()) + "}";
        answers = net.nodes().stream().filter(this::isAnswer).toList();
    }

    private boolean isAnswer(Node node) {
        Contract.Message message =
                node.trigger() == Trigger.MESSAGE ? contract.messages().get(node.code()) : null;
        return message != null
                && node.is(Kind.CATCH)
                && (!message.answers().isEmpty() || !keys.ofWait(node).text().equals(businessKey));
    }

    /** The answers that something waits for. */
    private List<Node> at(Node node) {
        return node.is(Kind.EVENT_BASED)
                ? node.outgoing().stream()
                        .map(Flow::target)
                        .filter(answers::contains)
                        .toList()
                : answers.contains(node) ? List.of(node) : List.of();
    }

    /** Whether all that something waits for was answered before. */
    boolean areOver(Node node, State state) {
        List<Node> some = at(node);
        return !some.isEmpty() && some.stream().allMatch(answer -> state.received.get(answer.index()));
    }

    /** One of the answers came that something waited for: none of the others will. */
    void received(Node wait, Node answer, State state) {
        if (answers.contains(answer)) {
            at(wait).forEach(other -> state.received.set(other.index()));
        }
    }

    /** An element is left: what it asks for is to be answered. */
    void leave(Node node, State state) {
        if (!state.received.isEmpty()) {
            state.received.andNot(renewed.computeIfAbsent(node, this::renewedBy));
        }
    }

    private BitSet renewedBy(Node node) {
        BitSet some = new BitSet();
        List<String> written = variables.namesWrittenBy(node);
        for (Node answer : answers) {
            boolean isAsked = !node.jobType().isEmpty()
                    && Objects.requireNonNull(contract.messages().get(answer.code()))
                            .answers()
                            .equals(node.jobType());
            if (isAsked
                    || written.stream()
                            .anyMatch(name -> keys.ofWait(answer).text().contains("{" + name + "}"))) {
                some.set(answer.index());
            }
        }
        return some;
    }
}
