package io.waybill.platform.webhook;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;

/** The key of a webhook, a UUID. A caller may send anything instead: then there is no such webhook. */
@Embeddable
record WebhookId(@Column(name = "webhook_id") String value) {

    private static final TimeBasedEpochGenerator GENERATOR = Generators.timeBasedEpochGenerator();

    static WebhookId next() {
        return new WebhookId(GENERATOR.generate().toString());
    }

    @Override
    public String toString() {
        return value;
    }
}
