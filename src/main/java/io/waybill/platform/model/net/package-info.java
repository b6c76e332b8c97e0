/** A process as a graph through which tokens go, with the variables and the keys of its steps. */
@NullMarked
package io.waybill.platform.model.net;

import org.jspecify.annotations.NullMarked;
