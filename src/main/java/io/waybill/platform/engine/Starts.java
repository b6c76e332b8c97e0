package io.waybill.platform.engine;

/** Whether a process is still to be started when its turn comes; the module that owns the process tells. */
public interface Starts {

    /** Answers false for a message that would start a second instance, because a copy of it started the first. */
    boolean isWanted(Message start);
}
