package io.waybill.platform.webhook;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import io.waybill.core.CustomerId;
import io.waybill.core.refusal.FieldError;
import io.waybill.core.refusal.NotFound;
import io.waybill.core.refusal.Unprocessable;
import io.waybill.platform.security.Caller;
import io.waybill.platform.security.Role;
import io.waybill.platform.webhook.WebhookController.ChangedWebhook;
import io.waybill.platform.webhook.WebhookController.NewWebhook;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.security.access.AccessDeniedException;

/** A host is looked up only for those who may register or change the webhook: a look-up takes time, and tells much. */
class WebhookControllerTest {

    private static final Caller CALLER = new Caller("ada", Set.of(Role.CUSTOMER), new CustomerId("C-1"), null);

    private final Registrations registrations = mock();
    private final Destinations destinations = mock();
    private final WebhookController webhooks = new WebhookController(registrations, destinations, mock());

    @Test
    void no_host_is_looked_up_for_a_caller_who_may_not_see_the_orders() {
        doThrow(new AccessDeniedException("no")).when(registrations).requireRoom(any(), any());

        assertThatThrownBy(
                        () -> webhooks.register(CALLER, new NewWebhook("https://a.example", null, null, "C-2", null)))
                .isInstanceOf(AccessDeniedException.class);

        verifyNoInteractions(destinations);
    }

    @Test
    void no_host_is_looked_up_for_a_caller_who_has_too_many_webhooks() {
        doThrow(new Unprocessable(List.of(new FieldError("url", "too many"))))
                .when(registrations)
                .requireRoom(any(), any());

        assertThatThrownBy(() -> webhooks.register(CALLER, new NewWebhook("https://a.example", null, null, null, null)))
                .isInstanceOf(Unprocessable.class);

        verifyNoInteractions(destinations);
    }

    @Test
    void no_host_is_looked_up_for_a_webhook_of_somebody_else() {
        when(registrations.get(CALLER, "w-1")).thenThrow(new NotFound("webhook", "w-1"));

        assertThatThrownBy(() ->
                        webhooks.change(CALLER, "w-1", new ChangedWebhook("https://a.example", null, null, true, null)))
                .isInstanceOf(NotFound.class);

        verifyNoInteractions(destinations);
    }
}
