/** Chooses the engine by the settings, before anything else starts. */
@NullMarked
package io.waybill.platform.engine.selection;

import org.jspecify.annotations.NullMarked;
