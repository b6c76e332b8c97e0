package io.waybill.core;

import java.util.Comparator;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** All participants there are. */
@Component
public class Participants {

    private final List<Participant> byPlace;

    Participants(ObjectProvider<Participant> all) {
        byPlace =
                all.stream().sorted(Comparator.comparingInt(Participant::place)).toList();
        if (byPlace.stream().map(Participant::place).distinct().count() < byPlace.size()) {
            throw new IllegalArgumentException("Two participants have the same place");
        }
    }

    /** Has each close its books for a subject that ends without success, in the current transaction. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void close(Subject subject) {
        byPlace.forEach(participant -> participant.close(subject));
    }
}
