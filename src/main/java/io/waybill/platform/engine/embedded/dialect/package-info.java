/**
 * Zeebe's dialect of BPMN, FEEL and DMN on Operaton. Models stay as their analysts wrote them: what the engine parses is a
 * translation, made whenever it reads a definition.
 */
@NullMarked
package io.waybill.platform.engine.embedded.dialect;

import org.jspecify.annotations.NullMarked;
