package io.waybill.faults;

import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * Something that goes wrong.
 *
 * @param name by which it is selected
 * @param what it is, as a phrase for the report
 * @param parts what it affects: two faults that share a part cannot be combined
 * @param replicas of Waybill
 * @param demand what the orders of the run want
 * @param settings of Waybill, in addition to the usual ones or instead of them
 * @param echo how long after a run some of its messages may still arrive; then the run is checked again
 * @param isQuick whether it is quick enough for the short form
 * @param injection what it does
 */
record Fault(
        String name,
        String what,
        Set<Part> parts,
        int replicas,
        Plan.Demand demand,
        Map<String, String> settings,
        Duration echo,
        boolean isQuick,
        Injection injection) {

    enum Part {
        WAYBILL,
        STEPS,
        CLOCK,
        DRIVERS,
        ORDERS,
        DATABASE,
        QUEUES
    }

    interface Injection {

        /** Strikes during a run, and returns when everything works again. */
        void into(Scene scene) throws Exception;
    }

    Fault(String name, String what, Set<Part> parts, Injection injection) {
        this(name, what, parts, 1, Plan.Demand.USUAL, Map.of(), Duration.ZERO, true, injection);
    }

    Fault with(String setting, String value) {
        return new Fault(name, what, parts, replicas, demand, Map.of(setting, value), echo, isQuick, injection);
    }

    Fault onTwoReplicas() {
        return new Fault(name, what, parts, 2, demand, settings, echo, isQuick, injection);
    }

    Fault under(Plan.Demand unusual) {
        return new Fault(name, what, parts, replicas, unusual, settings, echo, isQuick, injection);
    }

    Fault echoing(Duration forSoLong) {
        return new Fault(name, what, parts, replicas, demand, settings, forSoLong, false, injection);
    }

    Fault notQuick() {
        return new Fault(name, what, parts, replicas, demand, settings, echo, false, injection);
    }

    boolean goesWithOthers() {
        return settings.isEmpty() && echo.isZero() && demand != Plan.Demand.MANY_CLIENTS;
    }
}
