/** Translates a model in Zeebe's dialect into the engine's own, and keeps what that cannot express. */
@NullMarked
package io.waybill.platform.engine.embedded.dialect.translation;

import org.jspecify.annotations.NullMarked;
