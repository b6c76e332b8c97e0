package io.waybill.repair;

/** What is to be tried again, as the outbox keeps it. */
record Retry(long incident, long processInstance, String element, long elementInstance) {

    static Retry of(Incident incident) {
        return new Retry(incident.id(), incident.processInstance(), incident.element(), incident.elementInstance());
    }
}
