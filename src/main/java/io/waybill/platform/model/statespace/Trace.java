package io.waybill.platform.model.statespace;

import io.waybill.platform.model.net.Node;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A state, and the shortest path to it.
 *
 * @param node where something happened
 * @param label what happened there
 */
public record Trace(State state, @Nullable Trace before, Node node, String label) {

    /** What happened last, at most this many things. */
    public List<String> story(int most) {
        Deque<String> story = new ArrayDeque<>();
        for (Trace at = this; at != null && story.size() < most; at = at.before()) {
            story.addFirst(at.label());
        }
        return List.copyOf(story);
    }
}
