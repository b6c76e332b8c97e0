package io.waybill.core.saga;

import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A step that its subject's state does not allow: the model leads to it too early, too late or without what it needs (law
 * 13). To try again is useless as long as the model and the state are what they are.
 */
public class OutOfTurn extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param message for an operator, in the words of the models */
    public OutOfTurn(String message) {
        super(message);
    }

    /** Whether a failure is one, or was caused by one. */
    public static boolean causes(@Nullable Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .anyMatch(OutOfTurn.class::isInstance);
    }
}
