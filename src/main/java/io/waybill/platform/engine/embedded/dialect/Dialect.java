package io.waybill.platform.engine.embedded.dialect;

import io.waybill.platform.engine.embedded.dialect.behavior.DialectParse;
import io.waybill.platform.engine.embedded.dialect.behavior.FeelExpressions;
import io.waybill.platform.engine.embedded.dialect.behavior.Receiving;
import io.waybill.platform.engine.embedded.dialect.behavior.Steps;
import io.waybill.platform.engine.embedded.dialect.behavior.ZonedDates;
import io.waybill.platform.engine.embedded.dialect.feel.JsonSerializer;
import io.waybill.platform.engine.embedded.dialect.translation.Support;
import io.waybill.platform.engine.embedded.dialect.translation.Unsupported;
import java.util.ArrayList;
import java.util.List;
import org.operaton.bpm.engine.impl.bpmn.parser.BpmnParse;
import org.operaton.bpm.engine.impl.bpmn.parser.BpmnParser;
import org.operaton.bpm.engine.impl.cfg.BpmnParseFactory;
import org.operaton.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;

/** Lets an engine run models that are written for Zeebe. */
public final class Dialect implements BpmnParseFactory {

    private final Steps steps;

    public Dialect(Steps steps) {
        this.steps = steps;
    }

    /** Call it before the engine is built. It leaves the rest of the configuration as it is. */
    public void configure(ProcessEngineConfigurationImpl engine) {
        engine.setBpmnParseFactory(this);
        engine.setExpressionManager(new FeelExpressions(steps));
        engine.setCustomPreVariableSerializers(new ArrayList<>(List.of(new JsonSerializer())));
        engine.setDefaultSerializationFormat(JsonSerializer.FORMAT);
        engine.setCustomEventHandlers(new ArrayList<>(List.of(new Receiving.Messages(), new Receiving.Signals())));
        engine.setDmnEngineConfiguration(DecisionDialect.configuration());
        engine.setBusinessCalendarManager(ZonedDates.calendars());
        engine.setEnforceHistoryTimeToLive(false);
        // An error that nothing catches is an incident, not an end.
        engine.setEnableExceptionsAfterUnhandledBpmnError(true);
        engine.setSkipOutputMappingOnCanceledActivities(true);
    }

    @Override
    public BpmnParse createBpmnParse(BpmnParser parser) {
        return new DialectParse(parser);
    }

    /** What the embedded engine cannot run in a model. */
    public static List<Unsupported> check(String model) {
        return Support.of(model);
    }
}
