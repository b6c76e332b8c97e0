package io.waybill.platform.deployment;

import io.waybill.core.refusal.Unavailable;
import io.waybill.platform.deployment.Migration.Move;
import io.waybill.platform.deployment.Migration.Status;
import io.waybill.platform.engine.EngineBusy;
import io.waybill.platform.engine.EngineRefused;
import io.waybill.platform.engine.EngineUnavailable;
import io.waybill.platform.engine.Engines;
import io.waybill.platform.engine.Gone;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Moves process instances to another version of their process. */
@Component
class EngineMoves {

    private static final long SECONDS_TO_WAIT = 5;

    private final Engines engines;

    EngineMoves(Engines engines) {
        this.engines = engines;
    }

    /**
     * Why the engine of an instance cannot move anything out of a {@link io.waybill.platform.model.MigrationPlan#hardToMove()};
     * empty if it can.
     *
     * @throws Unavailable if the engine does not answer
     */
    Optional<String> limit(long instance) {
        try {
            return engines.of(instance).limitOfMigration();
        } catch (EngineUnavailable e) {
            throw new Unavailable("The engine does not answer. Try again.", SECONDS_TO_WAIT);
        }
    }

    /**
     * The engine's answer.
     *
     * @param status {@link Status#WAITING} if the engine has to be asked again
     */
    record Answer(Status status, @Nullable String why) {}

    /**
     * Moves an instance, unless it has been moved already.
     *
     * @param same the elements at which it can go on
     * @throws EngineUnavailable if the engine is down or busy
     */
    Answer move(Move move, List<String> same) {
        try {
            engines.of(move.instance()).migrate(move.instance(), move.definition(), same);
            return new Answer(Status.MOVED, null);
        } catch (Gone e) {
            return new Answer(Status.ENDED, null);
        } catch (EngineBusy e) {
            return new Answer(Status.WAITING, "The engine says: " + e.getMessage());
        } catch (EngineRefused e) {
            return new Answer(Status.REFUSED, "The engine says: " + e.getMessage());
        }
    }
}
