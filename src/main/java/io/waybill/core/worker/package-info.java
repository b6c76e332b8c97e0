/** How the outcome of a job worker reaches the engine. */
@NullMarked
package io.waybill.core.worker;

import org.jspecify.annotations.NullMarked;
