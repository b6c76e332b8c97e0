/**
 * What the code promises to the models, declared once, where the worker is and where the message is sent. The model
 * check, the element templates for Camunda Modeler and the documentation are generated from it.
 */
@NamedInterface("saga")
@NullMarked
package io.waybill.core.saga;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
