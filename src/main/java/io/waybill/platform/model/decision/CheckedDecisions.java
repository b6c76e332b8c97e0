package io.waybill.platform.model.decision;

import io.waybill.platform.model.source.Finding;
import io.waybill.platform.model.source.Severity;
import io.waybill.platform.model.source.Source;
import io.waybill.platform.model.source.VettedXml;
import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;

/** The decisions of a file under check, and the findings so far. */
public final class CheckedDecisions {

    final Source source;
    final VettedXml xml;
    final DmnModelInstance model;
    final List<Finding> findings = new ArrayList<>();

    public CheckedDecisions(Source source, VettedXml xml, DmnModelInstance model) {
        this.source = source;
        this.xml = xml;
        this.model = model;
    }

    /** Checks each decision on its own. */
    public void check() {
        DecisionRules.check(this);
    }

    public Source source() {
        return source;
    }

    public VettedXml xml() {
        return xml;
    }

    public DmnModelInstance model() {
        return model;
    }

    public List<Finding> findings() {
        return findings;
    }

    public List<Decision> decisions() {
        return List.copyOf(model.getModelElementsByType(Decision.class));
    }

    public void error(String rule, ModelElementInstance at, String message, String advice) {
        add(rule, Severity.ERROR, at, message, advice);
    }

    public void warning(String rule, ModelElementInstance at, String message, String advice) {
        add(rule, Severity.WARNING, at, message, advice);
    }

    /**
     * Reports it at the element, or at the nearest one around it that has an id, with the name of the decision it
     * belongs to.
     */
    private void add(String rule, Severity severity, ModelElementInstance at, String message, String advice) {
        ModelElementInstance known = at;
        while (known.getAttributeValue("id") == null && known.getParentElement() != null) {
            known = known.getParentElement();
        }
        String id = known.getAttributeValue("id");
        findings.add(new Finding(
                rule, severity, source.name(), id == null ? 0 : xml.line(id), id, decisionOf(known), message, advice));
    }

    private static String decisionOf(ModelElementInstance element) {
        for (ModelElementInstance at = element; at != null; at = at.getParentElement()) {
            if (at instanceof Decision decision) {
                return nameOf(decision);
            }
        }
        return "";
    }

    public static String nameOf(Decision decision) {
        return decision.getName() == null || decision.getName().isBlank() ? decision.getId() : decision.getName();
    }
}
