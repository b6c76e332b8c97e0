package io.waybill.process;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What an engine did with an instance, in the words of the model. */
interface History {

    List<String> steps();

    List<String> undos();

    /** The end events of the process itself that were reached. */
    List<String> ends();

    /** How many instances of the process began. */
    long begun();

    /** How many instances of the process completed. */
    long completed();

    /** The names of the elements that are active, without the process and its subprocesses. */
    List<String> waitingAt();

    Duration latestTimer();

    /** The names of the elements that are stuck until an operator helps, each with the reason. */
    Map<String, String> incidents();

    /** The latest values of all variables, as JSON. */
    Map<String, String> variables();

    /** The tasks and events that were passed, one per line. */
    String told();

    /** Every flow node and sequence flow that was passed, as far as the engine records them. */
    Set<String> path();
}
