package org.example.survey;

import io.waybill.core.OrderId;
import io.waybill.core.StepTaken;
import io.waybill.platform.engine.Engines;
import io.waybill.platform.engine.ProcessInstances;
import io.waybill.platform.process.BusinessProcess;
import io.waybill.platform.process.SubjectTable;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** The process of surveys. */
@Component
class OrderSurvey implements BusinessProcess {

    private final Surveys surveys;
    private final Engines engines;
    private final ProcessInstances instances;
    private final ApplicationEventPublisher events;

    OrderSurvey(Surveys surveys, Engines engines, ProcessInstances instances, ApplicationEventPublisher events) {
        this.surveys = surveys;
        this.engines = engines;
        this.instances = instances;
        this.events = events;
    }

    @Override
    public String id() {
        return Surveys.PROCESS;
    }

    @Override
    public String noun() {
        return "survey";
    }

    @Override
    public String keyVariable() {
        return "orderId";
    }

    @Override
    public boolean isKey(String text) {
        return OrderId.parse(text).isPresent();
    }

    @Override
    public String startMessage() {
        return Surveys.WANTED;
    }

    @Override
    public SubjectTable table() {
        return new SubjectTable(
                "survey",
                "survey_timeline",
                "order_id",
                List.of("WANTED", "SENT"),
                List.of(),
                List.of("COMPLETED", "DROPPED"));
    }

    @Override
    public Set<String> lastSteps() {
        return Set.of(Steps.COMPLETE, Steps.DROP);
    }

    @Override
    public void startAgain(String key) {
        engines.startAgain(Surveys.start(key, Duration.ZERO));
    }

    @Override
    public boolean endIfBeingUndone(String key, String why) {
        return false;
    }

    @Override
    public void end(String key, String who, String why) {
        events.publishEvent(StepTaken.done(subject(key), "survey.end", who + ": " + why));
        surveys.end(key, Steps.DROP, "DROPPED", why);
        instances.notEnded(subject(key)).forEach(engines::stop);
    }

    @Override
    public void closeBooks(String key) {}
}
