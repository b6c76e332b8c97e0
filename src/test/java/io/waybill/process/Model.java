package io.waybill.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.camunda.zeebe.model.bpmn.Bpmn;
import io.camunda.zeebe.model.bpmn.BpmnModelInstance;
import io.camunda.zeebe.model.bpmn.instance.Activity;
import io.camunda.zeebe.model.bpmn.instance.FlowElement;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;

/** A process model as the classpath has it. */
final class Model {

    static final Model ORDER_FULFILMENT = new Model("bpmn/order-fulfilment.bpmn");

    /** The decision that it asks, as a file. */
    static final String ORDER_POLICY = text("bpmn/order-policy.dmn");

    private final String resource;
    private final BpmnModelInstance bpmn;

    private Model(String resource) {
        this.resource = resource;
        this.bpmn =
                Bpmn.readModelFromStream(new ByteArrayInputStream(text(resource).getBytes(UTF_8)));
    }

    private static String text(String resource) {
        try (InputStream file = Model.class.getClassLoader().getResourceAsStream(resource)) {
            return new String(requireNonNull(file, resource).readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String resource() {
        return resource;
    }

    <T extends ModelElementInstance> Collection<T> all(Class<T> type) {
        return bpmn.getModelElementsByType(type);
    }

    String nameOf(String id) {
        return bpmn.<FlowElement>getModelElementById(id).getName();
    }

    boolean isUndo(String id) {
        return bpmn.getModelElementById(id) instanceof Activity activity && activity.isForCompensation();
    }
}
