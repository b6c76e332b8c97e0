/**
 * Zeebe's dialect of BPMN, FEEL and DMN on Operaton. Models stay as their analysts wrote them: the engine parses a
 * translation, which is made each time it reads a definition.
 */
@NullMarked
package io.waybill.platform.engine.embedded.dialect;

import org.jspecify.annotations.NullMarked;
