package io.waybill.platform.webhook;

import io.waybill.platform.process.BusinessProcess;
import io.waybill.platform.webhook.Event.SubjectData;
import io.waybill.platform.webhook.Event.TestData;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;

/** Events as sentences, for people in a chat. */
@Component
class InWords {

    private final WebhookSettings settings;

    InWords(WebhookSettings settings) {
        this.settings = settings;
    }

    String of(Event event) {
        return switch (event.data()) {
            case SubjectData about -> {
                BusinessProcess process = about.process();
                yield "%s %s of %s %s%s"
                        .formatted(
                                StringUtils.capitalize(process.noun()),
                                about.key(),
                                about.customerId(),
                                process.inWords(about.status()),
                                about.reason() == null ? "." : ": " + about.reason());
            }
            case TestData test -> "This is a test of the webhook %s.".formatted(test.webhookId());
        };
    }

    /** A blank and the address of the subject's page; empty if there is none. */
    String link(Event event) {
        String page = settings.orderPage();
        return page != null && event.data() instanceof SubjectData about && about.isNamedIn(page)
                ? " " + page.replace(about.placeholder(), about.key())
                : "";
    }
}
