package io.waybill.platform.web;

import java.time.Instant;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ext.javatime.deser.InstantDeserializer;

/** Refuses numbers where a time is expected; Jackson by default would take them for seconds since 1970. */
class InstantAsText extends ValueDeserializer<Instant> {

    @Override
    public Instant deserialize(JsonParser parser, DeserializationContext context) {
        return parser.hasToken(JsonToken.VALUE_STRING)
                ? InstantDeserializer.INSTANT.deserialize(parser, context)
                : (Instant) context.handleUnexpectedToken(Instant.class, parser);
    }
}
