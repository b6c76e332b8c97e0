package io.waybill.platform.model.source;

import org.jspecify.annotations.Nullable;
import org.springframework.modulith.NamedInterface;

/**
 * Something that is wrong with a model.
 *
 * @param rule its id, such as {@code saga/undo-missing}
 * @param file the file it is in
 * @param line the line of the element in the file, from 1; 0 if it concerns the whole file
 * @param element its id; null if the finding concerns the whole file
 * @param name what the element is called in the model
 * @param message what is wrong, in the words of the model
 * @param advice what to do about it
 */
@NamedInterface("source")
public record Finding(
        String rule,
        Severity severity,
        String file,
        int line,
        @Nullable String element,
        @Nullable String name,
        String message,
        String advice) {}
