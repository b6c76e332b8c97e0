/** Small models that have to run the same on both engines. */
@NullMarked
package io.waybill.engine.contract;

import org.jspecify.annotations.NullMarked;
