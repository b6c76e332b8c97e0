package io.waybill.platform.model.decision;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * A set of combinations of values of the inputs of a decision table, such as all that a rule fits: the inputs are its
 * dimensions. Gaps and overlaps of a table are found by the geometry of such sets (Calvanese et al., “Semantics and
 * Analysis of DMN Decision Tables”, 2016).
 *
 * @param sides for each input, the parts of its {@link Column} that are in it
 */
record Hyperrectangle(List<BitSet> sides) {

    boolean isEmpty() {
        return sides.stream().anyMatch(BitSet::isEmpty);
    }

    Hyperrectangle and(Hyperrectangle other) {
        List<BitSet> both = new ArrayList<>();
        for (int i = 0; i < sides.size(); i++) {
            BitSet side = copy(sides.get(i));
            side.and(other.sides.get(i));
            both.add(side);
        }
        return new Hyperrectangle(both);
    }

    /** This one minus the other, in parts that do not overlap. */
    List<Hyperrectangle> without(Hyperrectangle other) {
        if (and(other).isEmpty()) {
            return List.of(this);
        }
        List<Hyperrectangle> rest = new ArrayList<>();
        Hyperrectangle left = this;
        for (int i = 0; i < sides.size(); i++) {
            BitSet outside = copy(left.sides.get(i));
            outside.andNot(other.sides.get(i));
            if (!outside.isEmpty()) {
                rest.add(left.with(i, outside));
            }
            BitSet inside = copy(left.sides.get(i));
            inside.and(other.sides.get(i));
            left = left.with(i, inside);
        }
        return rest;
    }

    private Hyperrectangle with(int index, BitSet side) {
        List<BitSet> changed = new ArrayList<>(sides);
        changed.set(index, side);
        return new Hyperrectangle(changed);
    }

    private static BitSet copy(BitSet side) {
        return (BitSet) side.clone();
    }
}
