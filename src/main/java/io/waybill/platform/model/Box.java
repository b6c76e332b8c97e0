package io.waybill.platform.model;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * A combination of values of the inputs of a decision table.
 *
 * @param sides for each input, the parts of its {@link Column} that are in the box
 */
record Box(List<BitSet> sides) {

    boolean isEmpty() {
        return sides.stream().anyMatch(BitSet::isEmpty);
    }

    Box and(Box other) {
        List<BitSet> both = new ArrayList<>();
        for (int i = 0; i < sides.size(); i++) {
            BitSet side = copy(sides.get(i));
            side.and(other.sides.get(i));
            both.add(side);
        }
        return new Box(both);
    }

    /** This box minus the other, as boxes that do not overlap. */
    List<Box> without(Box other) {
        if (and(other).isEmpty()) {
            return List.of(this);
        }
        List<Box> rest = new ArrayList<>();
        Box left = this;
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

    private Box with(int index, BitSet side) {
        List<BitSet> changed = new ArrayList<>(sides);
        changed.set(index, side);
        return new Box(changed);
    }

    private static BitSet copy(BitSet side) {
        return (BitSet) side.clone();
    }
}
