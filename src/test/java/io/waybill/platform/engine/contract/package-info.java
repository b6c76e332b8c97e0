/** Small models that have to run the same on both engines. */
@NullMarked
package io.waybill.platform.engine.contract;

import org.jspecify.annotations.NullMarked;
