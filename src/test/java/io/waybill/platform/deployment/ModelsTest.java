package io.waybill.platform.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import io.waybill.core.refusal.Unavailable;
import io.waybill.platform.deployment.ModelVersion.Origin;
import io.waybill.platform.deployment.ModelVersion.Status;
import io.waybill.platform.model.ModelCheck;
import io.waybill.platform.model.ModelCheck.Result;
import io.waybill.platform.model.source.Source;
import io.waybill.platform.outbox.Outbox;
import io.waybill.platform.security.Caller;
import io.waybill.platform.security.Role;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;

class ModelsTest {

    private static final Caller ANALYST = new Caller("analyst", Set.of(Role.ANALYST), null, null);
    private static final List<Source> FILES = List.of(new Source("order-fulfilment.bpmn", "<definitions/>"));
    private static final Result RIGHT = new Result(List.of(), List.of());
    private static final ModelVersion FIRST = new ModelVersion(
            1, Status.DEPLOYED, Origin.JAR, FILES, Instant.EPOCH, "start-up", null, List.of(), List.of(), null, null);

    private final ModelVersions versions = mock();
    private final ObjectProvider<ModelCheck> check = mock();
    private final OneTimeTask<Integer> deployModels = mock();
    private final Models models = new Models(versions, check, mock(Outbox.class), deployModels, Clock.systemUTC());

    @Test
    void what_an_analyst_sends_does_not_come_before_the_model_in_the_jar() {
        assertThatThrownBy(() -> models.send(FILES, null, ANALYST, null, RIGHT)).isInstanceOf(Unavailable.class);
        assertThatThrownBy(() -> models.rollBack(FIRST, ANALYST, "Back", RIGHT)).isInstanceOf(Unavailable.class);
        verifyNoInteractions(versions);

        when(versions.add(any(), any(), any(), any(), any(), any(), any())).thenReturn(FIRST);
        models.open();

        assertThat(models.send(FILES, null, ANALYST, null, RIGHT)).isEqualTo(FIRST);
        assertThat(models.rollBack(FIRST, ANALYST, "Back", RIGHT)).isEqualTo(FIRST);
    }
}
