package io.waybill.platform.model;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Values that the inputs of a decision table have together.
 *
 * @param sides for each input, which parts of its {@link Column} are in it
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

    /** What is in it and not in the other: boxes that have nothing in common. */
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
