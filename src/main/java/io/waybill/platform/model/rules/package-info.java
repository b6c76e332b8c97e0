/** What must hold for a process before it is deployed. Each rule reads the graph or what was seen while exploring it. */
@NullMarked
package io.waybill.platform.model.rules;

import org.jspecify.annotations.NullMarked;
