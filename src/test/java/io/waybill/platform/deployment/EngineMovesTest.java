package io.waybill.platform.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.waybill.core.refusal.Unavailable;
import io.waybill.platform.deployment.EngineMoves.Answer;
import io.waybill.platform.deployment.Migration.Move;
import io.waybill.platform.deployment.Migration.Status;
import io.waybill.platform.engine.Engine;
import io.waybill.platform.engine.EngineBusy;
import io.waybill.platform.engine.EngineRefused;
import io.waybill.platform.engine.EngineUnavailable;
import io.waybill.platform.engine.Engines;
import io.waybill.platform.engine.Gone;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How an engine's answer to a move decides what happens to the order. */
class EngineMovesTest {

    static final Move MOVE = new Move("o-1", 7, "order-fulfilment", 1, 8, Status.WAITING, 0, null);
    static final List<String> SAME = List.of("Task_ReserveStock");

    final Engine engine = mock();
    final Engines engines = mock();
    final EngineMoves moves = new EngineMoves(engines);

    @BeforeEach
    void an_engine() {
        when(engines.of(7)).thenReturn(engine);
    }

    private Answer after(Exception said) throws Exception {
        doThrow(said).when(engine).migrate(7, 8, SAME);
        return moves.move(MOVE, SAME);
    }

    @Test
    void it_is_moved() throws Exception {
        assertThat(moves.move(MOVE, SAME)).isEqualTo(new Answer(Status.MOVED, null));
        verify(engine).migrate(7, 8, SAME);
    }

    @Test
    void it_has_ended() throws Exception {
        assertThat(after(new Gone("no such instance"))).isEqualTo(new Answer(Status.ENDED, null));
    }

    @Test
    void it_is_asked_again_while_it_is_in_the_middle_of_something() throws Exception {
        assertThat(after(new EngineBusy("later", new Exception())))
                .isEqualTo(new Answer(Status.WAITING, "The engine says: later"));
    }

    @Test
    void it_cannot_be_moved() throws Exception {
        assertThat(after(new EngineRefused("no", new Exception())))
                .isEqualTo(new Answer(Status.REFUSED, "The engine says: no"));
    }

    @Test
    void an_engine_that_is_down_leaves_it_as_it_is() {
        assertThatThrownBy(() -> after(new EngineUnavailable("It is down"))).isInstanceOf(EngineUnavailable.class);
    }

    @Test
    void what_can_be_moved_is_unavailable_while_the_engine_is_down() {
        when(engine.limitOfMigration()).thenThrow(new EngineUnavailable("It is down"));

        assertThatThrownBy(() -> moves.limit(7))
                .isInstanceOf(Unavailable.class)
                .hasMessage("The engine does not answer. Try again.");
    }
}
