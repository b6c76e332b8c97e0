package io.waybill.core;

import java.util.Comparator;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** All participants there are. */
@Component
public class Participants {

    private final List<Participant> byPlace;

    Participants(List<Participant> all) {
        byPlace =
                all.stream().sorted(Comparator.comparingInt(Participant::place)).toList();
        if (byPlace.stream().map(Participant::place).distinct().count() < byPlace.size()) {
            throw new IllegalArgumentException("Two participants have the same place");
        }
    }

    /** Has each close its books for an order that ends without being shipped, in the current transaction. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void close(OrderId order) {
        byPlace.forEach(participant -> participant.close(order));
    }
}
