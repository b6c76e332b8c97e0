package io.waybill.mutants;

import io.waybill.mutants.World.Now;
import java.util.List;

/** The stories about the subjects of a process. */
interface Business {

    /** The process. */
    String process();

    /** The files of its model, the process first. */
    List<String> model();

    /** Begins all stories, each with one subject or more. */
    List<Play> begin(World world);

    /** What is wrong with the books, beyond what the audit and each subject's callers find. */
    default List<String> brokenBooks(World world, List<Play> plays, Now now) {
        return List.of();
    }
}
