package io.waybill.faults;

import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * Something that goes wrong.
 *
 * @param name by which it is chosen
 * @param what it is, a sentence for the report
 * @param parts what it lays hands on: two faults that share a part do not go together
 * @param replicas of Waybill
 * @param demand what the orders of the run want
 * @param settings of Waybill, beside or instead of the usual ones
 * @param echo how long after a run something of it may still come; then the run is looked at once more
 * @param isQuick whether it suits the short form
 * @param injection what is done
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

        /** Strikes while a run is under way, and returns when all is whole again. */
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
