package io.waybill.platform.engine;

/**
 * Decides whether a process still has to start when its turn comes. Implemented by the module that owns the process.
 */
public interface Starts {

    /** False if an earlier copy of the message has started an instance, so that this one would start a second. */
    boolean isWanted(Message start);
}
