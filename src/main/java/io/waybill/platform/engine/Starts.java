package io.waybill.platform.engine;

/** The module that owns a process decides here whether it still has to start when its turn comes. */
public interface Starts {

    /** False if an earlier copy of the message has started an instance, so that this one would start a second. */
    boolean isWanted(Message start);
}
