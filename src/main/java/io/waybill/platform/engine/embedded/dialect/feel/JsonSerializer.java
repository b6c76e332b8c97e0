package io.waybill.platform.engine.embedded.dialect.feel;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import org.operaton.bpm.engine.impl.variable.serializer.AbstractObjectValueSerializer;
import org.operaton.bpm.engine.impl.variable.serializer.ValueFields;
import org.operaton.bpm.engine.variable.value.ObjectValue;

/** Stores lists, maps and long texts as JSON, never as serialized Java objects. */
public final class JsonSerializer extends AbstractObjectValueSerializer {

    public static final String FORMAT = "application/json";

    /** What fits into the column of a variable's own row. */
    private static final int SMALL = 4000;

    public JsonSerializer() {
        super(FORMAT);
    }

    @Override
    public String getName() {
        return "json";
    }

    @Override
    protected boolean canSerializeValue(Object value) {
        return value instanceof Map
                || value instanceof Collection
                || (value instanceof String text && text.length() > SMALL);
    }

    @Override
    protected String getTypeNameForDeserialized(Object value) {
        return value instanceof Map ? "map" : value instanceof String ? "text" : "list";
    }

    @Override
    protected byte[] serializeToByteArray(Object value) {
        return Json.MAPPER.writeValueAsBytes(value);
    }

    @Override
    protected Object deserializeFromByteArray(byte[] json, String type) {
        return Json.MAPPER.readValue(json, Object.class);
    }

    @Override
    protected boolean isSerializationTextBased() {
        return true;
    }

    /** A small value needs no row in the table of long values. */
    @Override
    protected void writeToValueFields(ObjectValue value, ValueFields fields, byte[] json) {
        super.writeToValueFields(value, fields, json);
        if (json != null && json.length <= SMALL) {
            fields.setByteArrayValue(null);
            fields.setTextValue(new String(json, StandardCharsets.UTF_8));
        } else {
            fields.setTextValue(null);
        }
    }

    @Override
    protected byte[] readSerializedValueFromFields(ValueFields fields) {
        String small = fields.getTextValue();
        return small == null ? super.readSerializedValueFromFields(fields) : small.getBytes(StandardCharsets.UTF_8);
    }

    /** Nobody changes a document in place, so nothing has to be compared when a transaction ends. */
    @Override
    public boolean isMutableValue(ObjectValue value) {
        return false;
    }
}
