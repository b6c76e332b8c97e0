/**
 * What the code promises to the models: declared where the worker is and where the message is sent, once. The check of the
 * models, the element templates of Camunda Modeler and the documentation are made from it.
 */
@NamedInterface("saga")
@NullMarked
package io.waybill.core.saga;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
